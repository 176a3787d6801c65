from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: str(timedelta(days=-1,microseconds=1)))
show(lambda: repr(timedelta(days=-1,microseconds=1)))
show(lambda: repr(timedelta()))
show(lambda: repr(timedelta(seconds=1)))
show(lambda: str(timedelta(days=2)))
show(lambda: repr(time(1,2,0,5)))
show(lambda: repr(time(1,2,3)))
show(lambda: repr(time(1,fold=1)))
