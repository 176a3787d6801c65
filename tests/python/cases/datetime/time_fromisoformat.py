from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: time.fromisoformat('T12:34'))
show(lambda: time.fromisoformat(''))
show(lambda: time.fromisoformat('T'))
show(lambda: time.fromisoformat('12:34:56.789012+01:30'))
show(lambda: time.fromisoformat('25:00'))
