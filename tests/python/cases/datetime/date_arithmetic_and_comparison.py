from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: date(2020,1,1)+1)
show(lambda: date(2020,1,1)-1)
show(lambda: date.max+timedelta(1))
show(lambda: date.min-timedelta(1))
show(lambda: date(2020,1,1)<3)
