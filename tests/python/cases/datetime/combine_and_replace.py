from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: datetime.combine(1,2))
show(lambda: datetime.combine(date(2020,1,1),2))
show(lambda: datetime.combine(date(2020,1,1),time(1),3))
show(lambda: datetime(2020,1,1).replace(month=13))
show(lambda: datetime(2020,1,1).replace(tzinfo=3))
