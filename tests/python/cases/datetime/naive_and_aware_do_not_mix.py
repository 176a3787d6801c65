from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: datetime.max+timedelta(1))
show(lambda: datetime.max+timedelta(microseconds=1))
show(lambda: datetime.min-timedelta(1))
show(lambda: datetime(2020,1,1)<date(2020,1,1))
show(lambda: datetime(2020,1,1)==date(2020,1,1))
show(lambda: datetime(2020,1,1)<datetime(2020,1,1,tzinfo=timezone.utc))
show(lambda: datetime(2020,1,1)-datetime(2020,1,1,tzinfo=timezone.utc))
show(lambda: datetime(2020,1,1)==datetime(2020,1,1,tzinfo=timezone.utc))
show(lambda: time(1)<time(1,tzinfo=timezone.utc))
show(lambda: time(1)<3)
show(lambda: time(1)-time(2))
show(lambda: time(1)+timedelta(1))
show(lambda: datetime(2020,1,1)-date(2020,1,1))
show(lambda: datetime(2020,1,1)+1.5)
show(lambda: time(1,tzinfo=timezone.utc).utcoffset())
show(lambda: time(1,tzinfo=timezone.utc).tzname())
show(lambda: time(1,tzinfo=timezone.utc)==time(1))
show(lambda: time(1,tzinfo=timezone.utc)==time(2,tzinfo=timezone(timedelta(hours=1))))
