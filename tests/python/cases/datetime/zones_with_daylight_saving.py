from datetime import datetime, timedelta, timezone, tzinfo


class Central(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        start = datetime(dt.year, 3, 31, 2)
        end = datetime(dt.year, 10, 27, 3)
        return timedelta(hours=int(start <= dt.replace(tzinfo=None, fold=0) < end))

    def tzname(self, dt):
        return "CEST" if self.dst(dt) else "CET"

    def __repr__(self):
        return "Central()"


zone = Central()
winter = datetime(2024, 1, 15, 12, tzinfo=zone)
summer = datetime(2024, 7, 15, 12, tzinfo=zone)
for when in (winter, summer):
    print(when, repr(when), when.tzname(), when.dst(), when.utcoffset())
    print(when.astimezone(timezone.utc), when.timetuple()[8], when.utctimetuple()[3])
    print(when.strftime("%H:%M %z %Z"), when.timestamp())
print(summer - winter, summer.astimezone(timezone.utc) - winter.astimezone(timezone.utc))
print(datetime(2024, 7, 15, 10, tzinfo=timezone.utc) == summer)
print(datetime(2024, 3, 31, 0, 59, tzinfo=timezone.utc).astimezone(zone))
print(datetime(2024, 3, 31, 1, 0, tzinfo=timezone.utc).astimezone(zone))


class Broken(tzinfo):
    def utcoffset(self, dt):
        return 3

    def tzname(self, dt):
        return 5

    def dst(self, dt):
        return timedelta(days=2)


broken = datetime(2024, 1, 1, tzinfo=Broken())
for action in (broken.utcoffset, broken.tzname, broken.dst, broken.isoformat):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
