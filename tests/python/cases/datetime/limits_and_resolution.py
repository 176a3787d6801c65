from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: (timedelta.min, timedelta.max, timedelta.resolution))
show(lambda: (time.min, time.max, time.resolution))
show(lambda: (date.resolution, datetime.resolution, datetime.min))
