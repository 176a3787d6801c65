# Moments: a day and a time.

from _civil import EPOCH, day_number, from_day_number
from _isotime import parse_date, parse_time, split_at
from _strptime import strptime as _strptime
from _time import time_ns
from datetime._count import _day_of, _split_timestamp
from datetime._date import _ctime, _time_fields, _ymd, date
from datetime._delta import _DAY_SECONDS, _timedelta, timedelta
from datetime._fields import (
    _MISSING,
    _check_date,
    _check_time,
    _check_zone,
    _clock_fields,
    _date_fields,
    _shown,
)
from datetime._text import _clock_repr, _clock_text, _offset_text, _strftime_zone
from datetime._time import _clock_key, _parsed_zone, _set_time, time
from datetime._zone import _offset, _zone_name, timezone
from time import struct_time


class datetime(date):
    __static__ = True
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(
        cls,
        year=_MISSING,
        month=_MISSING,
        day=_MISSING,
        hour=0,
        minute=0,
        second=0,
        microsecond=0,
        tzinfo=None,
        *,
        fold=0,
    ):
        year, month, day = _date_fields(year, month, day)
        hour, minute, second, microsecond, fold = _clock_fields(
            hour, minute, second, microsecond, fold
        )
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, tzinfo, fold)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        return _set_time(self, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def now(cls, tz=None):
        _check_zone(tz)
        seconds, micro = divmod(time_ns() // 1000, 1000000)
        return _from_seconds(cls, seconds, micro, tz)

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        seconds, micro = _split_timestamp(timestamp, True)
        return _from_seconds(cls, seconds, micro, tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        seconds, micro = _split_timestamp(timestamp, True)
        return _from_seconds(cls, seconds, micro, None)

    @classmethod
    def combine(cls, date, time, tzinfo=_MISSING):
        if not isinstance(date, _date):
            kind = type(date).__name__
            raise TypeError(f"combine() argument 1 must be datetime.date, not {kind}")
        if not isinstance(time, _time):
            kind = type(time).__name__
            raise TypeError(f"combine() argument 2 must be datetime.time, not {kind}")
        if tzinfo is _MISSING:
            tzinfo = time._tzinfo
        return cls(
            date._year,
            date._month,
            date._day,
            time._hour,
            time._minute,
            time._second,
            time._microsecond,
            tzinfo,
            fold=time._fold,
        )

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        day = clock = None
        if len(date_string) >= 7:
            at = split_at(date_string)
            day = parse_date(date_string[:at]) if at > 0 else None
            clock = (0, 0, 0, 0, None, 0)
            if at < len(date_string):
                clock = parse_time(date_string[at + 1 :])
        if day is None or clock is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        year, month, day = day
        hour, minute, second, microsecond, _, _ = clock
        return cls(year, month, day, hour, minute, second, microsecond, _parsed_zone(clock))

    @classmethod
    def strptime(cls, date_string, format, /):
        found = _strptime(date_string, format)
        year, month, day, hour, minute, second, _, _, _, micro, offset, rest, name = found
        if offset is None:
            return cls(year, month, day, hour, minute, second, micro)
        delta = timedelta(0, offset, rest)
        zone = timezone(delta, name) if name else timezone(delta)
        return cls(year, month, day, hour, minute, second, micro, zone)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def date(self):
        return _date(self._year, self._month, self._day)

    def time(self):
        return _time(
            self._hour, self._minute, self._second, self._microsecond, fold=self._fold
        )

    def timetz(self):
        return _time(
            self._hour,
            self._minute,
            self._second,
            self._microsecond,
            self._tzinfo,
            fold=self._fold,
        )

    def replace(
        self,
        year=_MISSING,
        month=_MISSING,
        day=_MISSING,
        hour=_MISSING,
        minute=_MISSING,
        second=_MISSING,
        microsecond=_MISSING,
        tzinfo=_MISSING,
        *,
        fold=_MISSING,
    ):
        return datetime.__new__(
            type(self),
            self._year if year is _MISSING else year,
            self._month if month is _MISSING else month,
            self._day if day is _MISSING else day,
            self._hour if hour is _MISSING else hour,
            self._minute if minute is _MISSING else minute,
            self._second if second is _MISSING else second,
            self._microsecond if microsecond is _MISSING else microsecond,
            self._tzinfo if tzinfo is _MISSING else tzinfo,
            fold=self._fold if fold is _MISSING else fold,
        )

    def utcoffset(self):
        return _offset(self._tzinfo, "utcoffset", self)

    def dst(self):
        return _offset(self._tzinfo, "dst", self)

    def tzname(self):
        return _zone_name(self._tzinfo, self)

    def astimezone(self, tz=None):
        _check_zone(tz)
        if tz is not None and self._tzinfo is tz:
            return self
        offset = self.utcoffset()
        if offset is None:
            _check_local(self)
        utc = self - (offset or timedelta(0))
        if tz is None:
            return utc.replace(tzinfo=timezone(timedelta(0), "UTC"))
        return tz.fromutc(utc.replace(tzinfo=tz))

    def timestamp(self):
        offset = self.utcoffset()
        if offset is None:
            _check_local(self)
            return _unix_seconds(self) + self._microsecond / 1e6
        return _difference(self, offset, _EPOCH, None).total_seconds()

    def timetuple(self):
        dst = self.dst()
        return struct_time(_moment_fields(self, -1 if dst is None else 1 if dst else 0))

    def utctimetuple(self):
        offset = self.utcoffset()
        return struct_time(_moment_fields(self - offset if offset else self, 0))

    def isoformat(self, sep="T", timespec="auto"):
        if not isinstance(sep, str) or len(sep) != 1:
            kind = type(sep).__name__
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {kind}")
        clock = _clock_text(self, timespec)
        return _date.isoformat(self) + sep + clock + _offset_text(self.utcoffset(), ":")

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        fields = f"{self._year}, {self._month}, {self._day}, {self._hour}, {self._minute}"
        return f"{_shown(self, datetime)}({fields}{_clock_repr(self)})"

    def ctime(self):
        return _ctime(self, self._hour, self._minute, self._second)

    def strftime(self, format):
        if not isinstance(format, str):
            raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
        return _strftime_zone(self, format, _moment_fields(self, -1))

    def __add__(self, other):
        return _moved(self, other, 1) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _moved(self, other, -1)
        if not isinstance(other, datetime):
            return NotImplemented
        if self._tzinfo is other._tzinfo:
            return _difference(self, None, other, None)
        left, right = self.utcoffset(), other.utcoffset()
        if (left is None) != (right is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _difference(self, left, other, right)

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return False if isinstance(other, _date) else NotImplemented
        if self._tzinfo is other._tzinfo:
            return _difference_is_zero(self, other)
        left, right = self.utcoffset(), other.utcoffset()
        if (left is None) != (right is None):
            return False
        if _fold_matters(self, left) or _fold_matters(other, right):
            return False
        return not _difference(self, left, other, right)

    def __lt__(self, other):
        order = _order(self, other)
        return NotImplemented if order is None else order < 0

    def __le__(self, other):
        order = _order(self, other)
        return NotImplemented if order is None else order <= 0

    def __gt__(self, other):
        order = _order(self, other)
        return NotImplemented if order is None else order > 0

    def __ge__(self, other):
        order = _order(self, other)
        return NotImplemented if order is None else order >= 0

    def __hash__(self):
        when = self.replace(fold=0) if self._fold else self
        offset = when.utcoffset()
        return hash(_difference(when, offset, _EPOCH, None)._fields())

    def __reduce__(self):
        return type(self), (
            self._year,
            self._month,
            self._day,
            self._hour,
            self._minute,
            self._second,
            self._microsecond,
            self._tzinfo,
        )


_date = date
_time = time


def _moment_fields(when, dst):
    return _time_fields(when, when._hour, when._minute, when._second, dst)


def _from_seconds(cls, seconds, micro, zone):
    days, rest = divmod(seconds, _DAY_SECONDS)
    year, month, day = _day_of(days + EPOCH)
    minutes, second = divmod(rest, 60)
    when = cls(year, month, day, minutes // 60, minutes % 60, second, micro, zone)
    return when if zone is None else zone.fromutc(when)


def _unix_seconds(when):
    days = day_number(when._year, when._month, when._day) - EPOCH
    return days * _DAY_SECONDS + when._hour * 3600 + when._minute * 60 + when._second


def _check_local(when):
    # CPython looks a day back, or ahead, for where the local time may have been turned.
    _day_of(date.toordinal(when) + (1 if when._fold else -1))


def _moved(when, delta, sign):
    microsecond = when._microsecond + sign * delta._microseconds
    second = when._hour * 3600 + when._minute * 60 + when._second + sign * delta._seconds
    number = date.toordinal(when) + sign * delta._days
    if not 0 <= microsecond < 1000000:
        carry, microsecond = divmod(microsecond, 1000000)
        second += carry
    if not 0 <= second < _DAY_SECONDS:
        carry, second = divmod(second, _DAY_SECONDS)
        number += carry
    if not 0 < number <= 3652059:
        raise OverflowError("date value out of range")
    year, month, day = from_day_number(number)
    hour, second = divmod(second, 3600)
    minute, second = divmod(second, 60)
    cls = type(when)
    if cls is not datetime:
        return cls(year, month, day, hour, minute, second, microsecond, when._tzinfo)
    moved = object.__new__(cls)
    moved._year = year
    moved._month = month
    moved._day = day
    return _set_time(moved, hour, minute, second, microsecond, when._tzinfo, 0)


def _difference(left, left_offset, right, right_offset):
    delta = _timedelta(
        date.toordinal(left) - date.toordinal(right),
        (left._hour - right._hour) * 3600
        + (left._minute - right._minute) * 60
        + left._second
        - right._second,
        left._microsecond - right._microsecond,
    )
    if left_offset is not None:
        delta -= left_offset
    return delta if right_offset is None else delta + right_offset


def _difference_is_zero(left, right):
    return _ymd(left) == _ymd(right) and _clock_key(left, None) == _clock_key(right, None)


def _fold_matters(when, offset):
    return when.replace(fold=1 - when._fold).utcoffset() != offset


def _order(left, right):
    # Below, at or above zero, or None when the right is no date.
    if not isinstance(right, datetime):
        if isinstance(right, _date):
            raise TypeError(f"can't compare {_shown(left, datetime)} to {_shown(right, _date)}")
        return None
    offsets = None, None
    if left._tzinfo is not right._tzinfo:
        offsets = left.utcoffset(), right.utcoffset()
        if (offsets[0] is None) != (offsets[1] is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
    delta = _difference(left, offsets[0], right, offsets[1])
    return delta._days or delta._seconds or delta._microseconds


_EPOCH = datetime(1970, 1, 1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(0, 0, 1)
