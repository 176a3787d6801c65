from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: timezone())
show(lambda: timezone(1))
show(lambda: timezone(timedelta(1)))
show(lambda: timezone(timedelta(hours=-24)))
show(lambda: timezone(timedelta(hours=1),3))
show(lambda: timezone(timedelta(hours=1),'a'))
show(lambda: timezone(timedelta(0)))
show(lambda: timezone(timedelta(0),'UTC'))
show(lambda: timezone.utc.utcoffset(3))
show(lambda: timezone.utc.tzname(3))
show(lambda: timezone.utc.dst(3))
show(lambda: timezone.utc.fromutc(3))
show(lambda: timezone.utc.fromutc(datetime(2020,1,1)))
show(lambda: timezone.utc.utcoffset(None))
show(lambda: str(timezone(timedelta(hours=-5,minutes=-30))))
show(lambda: str(timezone(timedelta(hours=5,minutes=30,seconds=3,microseconds=4))))
show(lambda: repr(timezone(timedelta(hours=5,minutes=30,seconds=3,microseconds=4))))
show(lambda: repr(timezone(timedelta(hours=5),'X')))
show(lambda: timezone.min)
show(lambda: timezone.max)
show(lambda: tzinfo().utcoffset(None))
show(lambda: tzinfo().dst(None))
show(lambda: tzinfo().tzname(None))
show(lambda: tzinfo().fromutc(3))
show(lambda: tzinfo().fromutc(datetime(2020,1,1)))
show(lambda: datetime.fromtimestamp(0,timezone.utc))
show(lambda: datetime.combine(date(2020,1,1),time(1,tzinfo=timezone.utc),None))
show(lambda: datetime(2020,1,1).astimezone(timezone(timedelta(hours=1))))
show(lambda: datetime(1,1,1,tzinfo=timezone.utc).timestamp())
show(lambda: datetime(2020,1,1,tzinfo=timezone.utc).timetuple())
show(lambda: datetime(2020,1,1,tzinfo=timezone.utc).utctimetuple())
show(lambda: datetime(2020,1,1,tzinfo=timezone(timedelta(hours=5,minutes=30,seconds=3))).strftime('%z|%Z|%f'))
show(lambda: repr(datetime(2020,1,1,1,2,3,4,timezone.utc,fold=1)))
show(lambda: hash(time(1,tzinfo=timezone.utc))==hash(time(2,tzinfo=timezone(timedelta(hours=1)))))
