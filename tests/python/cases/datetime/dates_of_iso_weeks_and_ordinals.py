from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: date.fromisocalendar(2020,54,1))
show(lambda: date.fromisocalendar(2021,53,1))
show(lambda: date.fromisocalendar(2020,1,8))
show(lambda: date.fromisocalendar(0,1,1))
show(lambda: date.fromisocalendar(10000,1,1))
show(lambda: date.fromisocalendar(9999,52,7))
show(lambda: date.fromisocalendar('a',1,1))
show(lambda: date.fromisocalendar(10**30,1,1))
show(lambda: date.fromordinal(0))
show(lambda: date.fromordinal(10**8))
show(lambda: date.fromordinal('a'))
show(lambda: date.fromordinal(10**30))
show(lambda: tuple(datetime(2020,1,1).isocalendar()))
show(lambda: datetime(2020,1,1).isocalendar().week)
show(lambda: datetime(2020,1,1).isocalendar()[0])
