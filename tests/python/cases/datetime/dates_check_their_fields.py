from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: date())
show(lambda: date(2020))
show(lambda: date(2020,1))
show(lambda: date('a',1,1))
show(lambda: date(2020.0,1,1))
show(lambda: date(10**10,1,1))
show(lambda: date(10**30,1,1))
show(lambda: date(-10**30,1,1))
show(lambda: date(0,1,1))
show(lambda: date(2020,13,1))
show(lambda: date(2020,2,30))
show(lambda: date(year=2020,month=1))
show(lambda: date(2020,1,1)+date(2020,1,1))
show(lambda: date(2020,1,1)<datetime(2020,1,1))
show(lambda: date(2020,1,1)==datetime(2020,1,1))
show(lambda: date(2020,1,1)-datetime(2020,1,1))
show(lambda: date(2020,1,1).timetuple())
show(lambda: date(2020,1,1).ctime())
show(lambda: date(2020,1,1).__format__(3))
show(lambda: date(2020,1,1).strftime(3))
show(lambda: date(1,1,1).strftime('%Y %y %C %G %g'))
show(lambda: date(2020,1,1).strftime('%'))
show(lambda: date(2020,1,1).strftime('%Q %'))
show(lambda: date(2020,1,1).strftime('%-d %_d %^a %#a %5d %05e'))
