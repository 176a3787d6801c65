from datetime import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: timedelta.max.total_seconds())
show(lambda: timedelta(microseconds=-1))
show(lambda: str(timedelta.min))
show(lambda: timedelta(seconds=1e-7))
show(lambda: timedelta(days=1) / timedelta(hours=1))
show(lambda: timedelta(1) // timedelta(hours=5))
show(lambda: timedelta(days=0.1, hours=0.3))
show(lambda: 3 * timedelta(1) - timedelta(hours=1))
show(lambda: -timedelta(hours=1, microseconds=5))
show(lambda: datetime.strptime('2024-01-02T03:04:05+0100', '%Y-%m-%dT%H:%M:%S%z').utcoffset())
show(lambda: datetime.fromtimestamp(1e10))
show(lambda: datetime(2024,1,1,tzinfo=timezone.utc) < datetime(2024,1,1))
show(lambda: max(date(2020,1,1), datetime(2021,1,1)))
show(lambda: datetime.combine(date(2020,1,1), time.max, timezone.utc))
show(lambda: time.fromisoformat('04:23:01+04:00').replace(tzinfo=None))
show(lambda: bool(time(0)))
show(lambda: time(1, tzinfo=timezone.utc) == time(1))
