from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: time(24))
show(lambda: time(0,60))
show(lambda: time(0,0,60))
show(lambda: time(0,0,0,1000000))
show(lambda: time(0,0,0,0,5))
show(lambda: time(fold=2))
show(lambda: time('a'))
show(lambda: datetime(2020))
show(lambda: datetime(2020,1))
show(lambda: datetime(2020,1,1,24))
show(lambda: datetime(2020,1,1,tzinfo=3))
show(lambda: datetime(2020,1,1,fold=3))
show(lambda: time(1,tzinfo=3))
