from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: datetime(2020,1,1).timetuple())
show(lambda: datetime(2020,1,1,3).ctime())
