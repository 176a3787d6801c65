from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: date.fromisoformat('abc'))
show(lambda: date.fromisoformat('2020-13-01'))
show(lambda: date.fromisoformat(3))
show(lambda: date.fromisoformat('2020-01-01T00:00'))
