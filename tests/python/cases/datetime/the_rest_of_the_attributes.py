from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: 1-date(2020,1,1))
show(lambda: datetime(2020,1,1).astimezone(3))
show(lambda: date(2020,1,1).foo)
show(lambda: datetime(2020,1,1).year.foo)
show(lambda: hash(date(2020,1,1))==hash(date(2020,1,1)))
