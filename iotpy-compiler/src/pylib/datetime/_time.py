# Times of a day.

from _isotime import parse_time
from datetime._delta import _DAY_SECONDS, timedelta
from datetime._fields import _MISSING, _check_time, _clock_fields, _shown
from datetime._text import _clock_repr, _clock_text, _format, _offset_text, _strftime_zone
from datetime._zone import UTC, _offset, _zone_name, timezone


class time:
    __static__ = True
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        hour, minute, second, microsecond, fold = _clock_fields(
            hour, minute, second, microsecond, fold
        )
        _check_time(hour, minute, second, microsecond, tzinfo, fold)
        return _set_time(object.__new__(cls), hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def fromisoformat(cls, time_string, /):
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        fields = parse_time(time_string.removeprefix("T"))
        if fields is None:
            raise ValueError(f"Invalid isoformat string: {time_string!r}")
        hour, minute, second, microsecond, _, _ = fields
        return cls(hour, minute, second, microsecond, _parsed_zone(fields))

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def replace(
        self,
        hour=_MISSING,
        minute=_MISSING,
        second=_MISSING,
        microsecond=_MISSING,
        tzinfo=_MISSING,
        *,
        fold=_MISSING,
    ):
        return time.__new__(
            type(self),
            self._hour if hour is _MISSING else hour,
            self._minute if minute is _MISSING else minute,
            self._second if second is _MISSING else second,
            self._microsecond if microsecond is _MISSING else microsecond,
            self._tzinfo if tzinfo is _MISSING else tzinfo,
            fold=self._fold if fold is _MISSING else fold,
        )

    def utcoffset(self):
        return _offset(self._tzinfo, "utcoffset", None)

    def dst(self):
        return _offset(self._tzinfo, "dst", None)

    def tzname(self):
        return _zone_name(self._tzinfo, None)

    def isoformat(self, timespec="auto"):
        return _clock_text(self, timespec) + _offset_text(self.utcoffset(), ":")

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"{_shown(self, time)}({self._hour}, {self._minute}{_clock_repr(self)})"

    def strftime(self, format):
        if not isinstance(format, str):
            raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
        fields = (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)
        return _strftime_zone(self, format, fields)

    def __format__(self, format_spec):
        return _format(self, format_spec)

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        left, right = _time_keys(self, other, False)
        return left == right

    def __lt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        left, right = _time_keys(self, other, True)
        return left < right

    def __le__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        left, right = _time_keys(self, other, True)
        return left <= right

    def __gt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        left, right = _time_keys(self, other, True)
        return left > right

    def __ge__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        left, right = _time_keys(self, other, True)
        return left >= right

    def __hash__(self):
        return hash(_clock_key(self, time.utcoffset(self)))

    def __reduce__(self):
        return type(self), (
            self._hour,
            self._minute,
            self._second,
            self._microsecond,
            self._tzinfo,
        )


def _set_time(self, hour, minute, second, microsecond, tzinfo, fold):
    self._hour = hour
    self._minute = minute
    self._second = second
    self._microsecond = microsecond
    self._tzinfo = tzinfo
    self._fold = fold
    return self


def _parsed_zone(fields):
    seconds, microseconds = fields[4], fields[5]
    if not seconds:
        return None if seconds is None else UTC
    return timezone(timedelta(0, seconds, microseconds))


def _clock_key(when, offset):
    seconds = when._hour * 3600 + when._minute * 60 + when._second
    if offset is None:
        return seconds, when._microsecond
    seconds -= offset._days * _DAY_SECONDS + offset._seconds
    microsecond = when._microsecond - offset._microseconds
    return (seconds - 1, microsecond + 1000000) if microsecond < 0 else (seconds, microsecond)


def _time_keys(left, right, ordered):
    # What orders two times; None and 0, which are unequal, when one of them knows no offset.
    if left._tzinfo is right._tzinfo:
        return _clock_key(left, None), _clock_key(right, None)
    left_offset, right_offset = left.utcoffset(), right.utcoffset()
    if (left_offset is None) != (right_offset is None):
        if ordered:
            raise TypeError("can't compare offset-naive and offset-aware times")
        return None, 0
    return _clock_key(left, left_offset), _clock_key(right, right_offset)


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(0, 0, 1)
