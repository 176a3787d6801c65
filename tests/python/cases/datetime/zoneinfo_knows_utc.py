from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

utc = ZoneInfo("UTC")
print(repr(utc), str(utc), utc.key, utc is ZoneInfo("UTC"), ZoneInfo.no_cache("UTC") is utc)
when = datetime(2024, 5, 6, 7, 8, tzinfo=utc)
print(when, repr(when), when.tzname(), when.utcoffset(), when.dst())
print(when == datetime(2024, 5, 6, 7, 8, tzinfo=timezone.utc), when.isoformat())
print(datetime(2024, 5, 6, 7, tzinfo=timezone(timedelta(hours=2))).astimezone(utc))
for key in ("Mars/Olympus", "Nowhere"):
    try:
        ZoneInfo(key)
    except ZoneInfoNotFoundError as error:
        print(error, isinstance(error, KeyError))
