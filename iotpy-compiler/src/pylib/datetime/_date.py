# Days of the calendar.

import datetime
from _civil import (
    DAYS,
    EPOCH,
    MONTHS,
    day_number,
    day_of_year,
    from_day_number,
    iso_calendar,
    iso_week_exists,
    iso_week_one,
)
from _isotime import parse_date
from _time import time_ns
from datetime._count import _day_of, _ordinal, _split_timestamp
from datetime._delta import _DAY_SECONDS, _timedelta, timedelta
from datetime._fields import _MISSING, _check_date, _date_fields, _int, _shown
from datetime._text import _format, _strftime_micro
from time import struct_time


class IsoCalendarDate(tuple):
    __static__ = True
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


class date:
    __static__ = True
    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year=_MISSING, month=_MISSING, day=_MISSING):
        year, month, day = _date_fields(year, month, day)
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        seconds, _ = _split_timestamp(timestamp, False)
        year, month, day = _day_of(seconds // _DAY_SECONDS + EPOCH)
        return cls(year, month, day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(time_ns() // 1000000000)

    @classmethod
    def fromordinal(cls, n, /):
        n = _ordinal(n)
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        year, month, day = _day_of(n)
        return cls(year, month, day)

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        fields = parse_date(date_string)
        if fields is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(fields[0], fields[1], fields[2])

    @classmethod
    def fromisocalendar(cls, year, week, day):
        try:
            year, week, day = _int(year), _int(week), _int(day)
        except OverflowError:
            raise ValueError("ISO calendar component out of range") from None
        if not 1 <= year <= 9999:
            raise ValueError(f"Year is out of range: {year}")
        if not iso_week_exists(year, week):
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid day: {day} (range is [1, 7])")
        year, month, day = from_day_number(iso_week_one(year) + (week - 1) * 7 + day - 1)
        return cls(year, month, day)

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def replace(self, year=_MISSING, month=_MISSING, day=_MISSING):
        return date.__new__(
            type(self),
            self._year if year is _MISSING else year,
            self._month if month is _MISSING else month,
            self._day if day is _MISSING else day,
        )

    def toordinal(self):
        return day_number(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return IsoCalendarDate(iso_calendar(self._year, self._month, self._day))

    def isoformat(self):
        return f"{self._year:04}-{self._month:02}-{self._day:02}"

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"{_shown(self, date)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        return _ctime(self, 0, 0, 0)

    def timetuple(self):
        return struct_time(_time_fields(self, 0, 0, 0, -1))

    def strftime(self, format):
        if not isinstance(format, str):
            raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
        return _strftime_micro(format, 0, _time_fields(self, 0, 0, 0, -1), "", "")

    def __format__(self, format_spec):
        return _format(self, format_spec)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _shifted(self, other._days)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _shifted(self, -other._days)
        if isinstance(other, date) and not isinstance(other, datetime.datetime):
            return _timedelta(self.toordinal() - other.toordinal(), 0, 0)
        return NotImplemented

    def __eq__(self, other):
        if not isinstance(other, date):
            return NotImplemented
        if isinstance(other, datetime.datetime):
            return False
        return _ymd(self) == _ymd(other)

    def __lt__(self, other):
        return _ymd(self) < _ymd(other) if _comparable(self, other) else NotImplemented

    def __le__(self, other):
        return _ymd(self) <= _ymd(other) if _comparable(self, other) else NotImplemented

    def __gt__(self, other):
        return _ymd(self) > _ymd(other) if _comparable(self, other) else NotImplemented

    def __ge__(self, other):
        return _ymd(self) >= _ymd(other) if _comparable(self, other) else NotImplemented

    def __hash__(self):
        return hash(_ymd(self))

    def __reduce__(self):
        return type(self), _ymd(self)


def _ymd(day):
    return day._year, day._month, day._day


def _comparable(left, right):
    # Whether the right is a date to compare with a date.
    if isinstance(right, datetime.datetime):
        raise TypeError(
            f"can't compare {_shown(right, datetime.datetime)} to {_shown(left, date)}"
        )
    return isinstance(right, date)


def _shifted(day, days):
    number = day.toordinal() + days
    if not 0 < number <= 3652059:
        raise OverflowError("date value out of range")
    year, month, day_of_month = from_day_number(number)
    return type(day)(year, month, day_of_month)


def _time_fields(day, hour, minute, second, dst):
    yday = day_of_year(day._year, day._month, day._day)
    return day._year, day._month, day._day, hour, minute, second, date.weekday(day), yday, dst


def _ctime(day, hour, minute, second):
    weekday, month = DAYS[date.weekday(day)][:3], MONTHS[day._month - 1][:3]
    return f"{weekday} {month} {day._day:2} {hour:02}:{minute:02}:{second:02} {day._year:04}"


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)
