# Dates and times. The local time of every function is UTC.

from datetime._date import IsoCalendarDate, date
from datetime._datetime import datetime
from datetime._delta import timedelta
from datetime._time import time
from datetime._zone import UTC, timezone, tzinfo

__all__ = [
    "MAXYEAR", "MINYEAR", "UTC", "date", "datetime", "time", "timedelta", "timezone", "tzinfo",
]

MINYEAR = 1
MAXYEAR = 9999
