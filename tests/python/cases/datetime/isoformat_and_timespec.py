from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: datetime(2020,1,1).isoformat(timespec='foo'))
show(lambda: datetime(2020,1,1).isoformat('ab'))
show(lambda: datetime(2020,1,1).isoformat(3))
show(lambda: datetime(2020,1,1).isoformat(' ','milliseconds'))
show(lambda: time(1).isoformat('hours'))
show(lambda: time(1).isoformat('x'))
