import time
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction


def attempt(action, subject, name):
    try:
        print(action(subject, name))
    except AttributeError as error:
        print(error)


def store(subject, name):
    setattr(subject, name, 1)


class Day(date):
    @property
    def half(self):
        return 1 if self.month < 7 else 2


when = datetime(2024, 5, 6, 7, tzinfo=timezone.utc)
for subject, name in [
    (when, "year"),
    (when, "hour"),
    (when.date(), "day"),
    (when.time(), "tzinfo"),
    (timedelta(1), "days"),
    (time.gmtime(0), "tm_year"),
    (Decimal(1), "real"),
    (Fraction(1, 2), "numerator"),
    (Day(2024, 5, 6), "month"),
    (Day(2024, 5, 6), "half"),
]:
    attempt(store, subject, name)
    attempt(delattr, subject, name)
for subject in (when, timedelta(1), Decimal(1), when.time()):
    attempt(store, subject, "unknown")
    attempt(getattr, subject, "unknown")
day = Day(2024, 5, 6)
day.note = "mine"
print(day.note, day.half)
