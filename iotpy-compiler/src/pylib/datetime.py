# Dates and times. The local time of every function is UTC.

from _civil import (
    DAYS,
    EPOCH,
    MONTHS,
    day_number,
    day_of_year,
    days_in_month,
    from_day_number,
    iso_calendar,
    iso_week_exists,
    iso_week_one,
)
from _isotime import parse_date, parse_time, split_at
from _strftime import strftime as _strftime
from _strptime import strptime as _strptime
from _time import time_ns
from time import struct_time

MINYEAR = 1
MAXYEAR = 9999
_MISSING = object()
_DAY_SECONDS = 86400
_OFFSET_RANGE = (
    "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)"
)


def _int(value):
    if not isinstance(value, int):
        index = getattr(type(value), "__index__", None)
        if index is None:
            if value is _MISSING:
                raise TypeError("function missing required argument")
            name = type(value).__name__
            raise TypeError(f"'{name}' object cannot be interpreted as an integer")
        value = index(value)
    if not -2147483648 <= value <= 2147483647:
        if not -(1 << 63) <= value < 1 << 63:
            raise OverflowError("Python int too large to convert to C long")
        bound = "greater than maximum" if value > 0 else "less than minimum"
        raise OverflowError(f"signed integer is {bound}")
    return int(value)


def _date_fields(year, month, day):
    if day is _MISSING:
        number = 1 if year is _MISSING else 2 if month is _MISSING else 3
        name = ("year", "month", "day")[number - 1]
        raise TypeError(f"function missing required argument '{name}' (pos {number})")
    if type(year) is type(month) is type(day) is int:
        return year, month, day
    return _int(year), _int(month), _int(day)


def _clock_fields(hour, minute, second, microsecond, fold):
    if type(hour) is type(minute) is type(second) is type(microsecond) is type(fold) is int:
        return hour, minute, second, microsecond, fold
    return _int(hour), _int(minute), _int(second), _int(microsecond), _int(fold)


def _check_date(year, month, day):
    if not 1 <= year <= 9999:
        raise ValueError(f"year {_int(year)} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= days_in_month(year, month):
        raise ValueError("day is out of range for month")


def _check_time(hour, minute, second, microsecond, tzinfo, fold):
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold != 0 and fold != 1:
        raise ValueError("fold must be either 0 or 1")
    _check_zone(tzinfo)


def _check_zone(zone):
    if zone is not None and not isinstance(zone, _tzinfo):
        name = type(zone).__name__
        raise TypeError(
            f"tzinfo argument must be None or of a tzinfo subclass, not type '{name}'"
        )


def _shown(value, cls):
    return f"datetime.{cls.__name__}" if type(value) is cls else type(value).__name__


def _quotient(number, divisor):
    # Nearest, ties to even; the divisor is above zero.
    quotient, rest = divmod(number, divisor)
    rest *= 2
    if rest > divisor or rest == divisor and quotient % 2:
        quotient += 1
    return quotient


class timedelta:
    __static__ = "readonly attribute"
    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(
        cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0
    ):
        if (
            type(days) is type(seconds) is type(microseconds) is type(milliseconds) is int
            and type(minutes) is type(hours) is type(weeks) is int
        ):
            return _normalized(
                cls,
                days + 7 * weeks,
                seconds + 60 * minutes + 3600 * hours,
                microseconds + 1000 * milliseconds,
            )
        total = 0
        rest = 0.0
        for name, value, factor in (
            ("microseconds", microseconds, 1),
            ("milliseconds", milliseconds, 1000),
            ("seconds", seconds, 1000000),
            ("minutes", minutes, 60000000),
            ("hours", hours, 3600000000),
            ("days", days, 86400000000),
            ("weeks", weeks, 604800000000),
        ):
            if isinstance(value, int):
                if value:
                    total += value * factor
            elif isinstance(value, float):
                whole = int(value)
                total += whole * factor
                part = (value - whole) * factor
                whole = int(part)
                total += whole
                rest += part - whole
            else:
                kind = type(value).__name__
                raise TypeError(f"unsupported type for timedelta {name} component: {kind}")
        if rest:
            total = _add_rest(total, rest)
        return _from_microseconds(cls, total)

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return _microseconds(self) / 1000000

    def __repr__(self):
        parts = []
        for name, value in (
            ("days", self._days),
            ("seconds", self._seconds),
            ("microseconds", self._microseconds),
        ):
            if value:
                parts.append(f"{name}={value}")
        return f"{_shown(self, timedelta)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02}:{seconds:02}"
        if self._days:
            plural = "" if abs(self._days) == 1 else "s"
            text = f"{self._days} day{plural}, {text}"
        return f"{text}.{self._microseconds:06}" if self._microseconds else text

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _timedelta(
            self._days + other._days,
            self._seconds + other._seconds,
            self._microseconds + other._microseconds,
        )

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _timedelta(
            self._days - other._days,
            self._seconds - other._seconds,
            self._microseconds - other._microseconds,
        )

    def __rsub__(self, other):
        return other - self if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _timedelta(-self._days, -self._seconds, -self._microseconds)

    def __pos__(self):
        return _timedelta(self._days, self._seconds, self._microseconds)

    def __abs__(self):
        return -self if self._days < 0 else +self

    def __mul__(self, other):
        if isinstance(other, int):
            return _from_microseconds(timedelta, _microseconds(self) * other)
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            return _from_microseconds(timedelta, _quotient(_microseconds(self) * above, below))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return _microseconds(self) / _microseconds(other)
        if isinstance(other, int):
            above, below = 1, other
        elif isinstance(other, float):
            below, above = other.as_integer_ratio()
        else:
            return NotImplemented
        if not below:
            raise ZeroDivisionError("integer division or modulo by zero")
        if below < 0:
            above, below = -above, -below
        return _from_microseconds(timedelta, _quotient(_microseconds(self) * above, below))

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return _microseconds(self) // _microseconds(other)
        if isinstance(other, int):
            return _from_microseconds(timedelta, _microseconds(self) // other)
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _from_microseconds(timedelta, _microseconds(self) % _microseconds(other))

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(_microseconds(self), _microseconds(other))
        return quotient, _from_microseconds(timedelta, rest)

    def _fields(self):
        return self._days, self._seconds, self._microseconds

    def __eq__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() == other._fields()

    def __lt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() < other._fields()

    def __le__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() <= other._fields()

    def __gt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() > other._fields()

    def __ge__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() >= other._fields()

    def __hash__(self):
        return hash(self._fields())

    def __bool__(self):
        return bool(self._days or self._seconds or self._microseconds)

    def __reduce__(self):
        return type(self), self._fields()


def _add_rest(total, rest):
    # A fraction of a microsecond, rounded so that the sum is even on a tie.
    whole = round(rest)
    if abs(rest - whole) == 0.5:
        odd = total & 1
        whole = 2 * round((rest + odd) * 0.5) - odd
    return total + whole


def _microseconds(delta):
    return (delta._days * _DAY_SECONDS + delta._seconds) * 1000000 + delta._microseconds


def _from_microseconds(cls, total):
    seconds, microseconds = divmod(total, 1000000)
    days, seconds = divmod(seconds, _DAY_SECONDS)
    return _new_timedelta(cls, days, seconds, microseconds)


def _timedelta(days, seconds, microseconds):
    return _normalized(timedelta, days, seconds, microseconds)


def _normalized(cls, days, seconds, microseconds):
    if not 0 <= microseconds < 1000000:
        carry, microseconds = divmod(microseconds, 1000000)
        seconds += carry
    if not 0 <= seconds < _DAY_SECONDS:
        carry, seconds = divmod(seconds, _DAY_SECONDS)
        days += carry
    return _new_timedelta(cls, days, seconds, microseconds)


def _new_timedelta(cls, days, seconds, microseconds):
    if not -1000000000 < days < 1000000000:
        if not -2147483648 <= days <= 2147483647:
            raise OverflowError("Python int too large to convert to C int")
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    self = object.__new__(cls)
    self._days = days
    self._seconds = seconds
    self._microseconds = microseconds
    return self


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(0, 0, 1)


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

    __str__ = isoformat

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
        if isinstance(other, date) and not isinstance(other, _datetime):
            return _timedelta(self.toordinal() - other.toordinal(), 0, 0)
        return NotImplemented

    def __eq__(self, other):
        if not isinstance(other, date):
            return NotImplemented
        if isinstance(other, _datetime):
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
    if isinstance(right, _datetime):
        raise TypeError(
            f"can't compare {_shown(right, _datetime)} to {_shown(left, date)}"
        )
    return isinstance(right, date)


def _shifted(day, days):
    number = day.toordinal() + days
    if not 0 < number <= 3652059:
        raise OverflowError("date value out of range")
    year, month, day_of_month = from_day_number(number)
    return type(day)(year, month, day_of_month)


def _day_of(number):
    year, month, day = from_day_number(number)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    return year, month, day


def _ordinal(number):
    if isinstance(number, int) and not -2147483648 <= number <= 2147483647:
        if not -(1 << 63) <= number < 1 << 63:
            raise OverflowError("Python int too large to convert to C long")
        bound = "greater than maximum" if number > 0 else "less than minimum"
        raise OverflowError(f"signed integer is {bound}")
    return _int(number)


def _split_timestamp(timestamp, rounded):
    # Whole seconds and microseconds; without rounding, the floor and nothing.
    if isinstance(timestamp, float):
        if timestamp != timestamp:
            raise ValueError("Invalid value NaN (not a number)")
        if not -9223372036854775808.0 <= timestamp < 9223372036854775808.0:
            raise OverflowError("timestamp out of range for platform time_t")
        seconds = int(timestamp // 1)
        micro = 0
        if rounded:
            seconds = int(timestamp)
            micro = round((timestamp - seconds) * 1e6)
            if micro >= 1000000:
                micro -= 1000000
                seconds += 1
            elif micro < 0:
                micro += 1000000
                seconds -= 1
        return _checked_seconds(seconds), micro
    if not isinstance(timestamp, int):
        index = getattr(type(timestamp), "__index__", None)
        if index is None:
            name = type(timestamp).__name__
            raise TypeError(f"'{name}' object cannot be interpreted as an integer")
        timestamp = index(timestamp)
    if not -(1 << 63) <= timestamp < 1 << 63:
        raise OverflowError("timestamp out of range for platform time_t")
    return _checked_seconds(timestamp), 0


def _checked_seconds(seconds):
    # The C library counts years in 32 bits.
    if not -67768040609740800 <= seconds <= 67768036191676799:
        raise OSError(75, "Value too large for defined data type")
    return seconds


def _time_fields(day, hour, minute, second, dst):
    yday = day_of_year(day._year, day._month, day._day)
    return day._year, day._month, day._day, hour, minute, second, date.weekday(day), yday, dst


def _ctime(day, hour, minute, second):
    weekday, month = DAYS[date.weekday(day)][:3], MONTHS[day._month - 1][:3]
    return f"{weekday} {month} {day._day:2} {hour:02}:{minute:02}:{second:02} {day._year:04}"


def _strftime_micro(format, microsecond, fields, zone, offset):
    # %f is ours, not the C library's.
    at = format.find("%")
    while 0 <= at < len(format) - 1:
        if format[at + 1] == "f":
            format = f"{format[:at]}{microsecond:06}{format[at + 2:]}"
            at += 4
        at = format.find("%", at + 2)
    return _strftime(format, fields, zone, offset)


def _format(value, spec):
    if not isinstance(spec, str):
        raise TypeError(f"__format__() argument 1 must be str, not {type(spec).__name__}")
    return value.strftime(spec) if spec else str(value)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)


class tzinfo:
    __static__ = True
    __slots__ = ()

    def tzname(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt, /):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt._tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        saving = dt.dst()
        if saving is None:
            raise ValueError("fromutc: non-None dst() result required")
        if offset != saving:
            dt += offset - saving
            saving = dt.dst()
            if saving is None:
                raise ValueError(
                    "fromutc: tz.dst() gave inconsistent results; cannot convert"
                )
        return dt + saving


_tzinfo = tzinfo


def _offset(zone, method, when):
    # What utcoffset() or dst() of a zone answers, checked.
    if zone is None:
        return None
    found = zone.utcoffset(when) if method == "utcoffset" else zone.dst(when)
    if found is None:
        return None
    if not isinstance(found, timedelta):
        kind = type(found).__name__
        raise TypeError(f"tzinfo.{method}() must return None or timedelta, not '{kind}'")
    if not -_DAY < found < _DAY:
        raise ValueError(_OFFSET_RANGE + ".")
    return found


def _zone_name(zone, when):
    if zone is None:
        return None
    found = zone.tzname(when)
    if found is not None and not isinstance(found, str):
        kind = type(found).__name__
        raise TypeError(f"tzinfo.tzname() must return None or a string, not '{kind}'")
    return found


def _offset_text(offset, colon):
    if offset is None:
        return ""
    sign = "+"
    if offset._days < 0:
        sign = "-"
        offset = -offset
    minutes, seconds = divmod(offset._seconds, 60)
    text = f"{sign}{minutes // 60:02}{colon}{minutes % 60:02}"
    if seconds or offset._microseconds:
        text += f"{colon}{seconds:02}"
    return f"{text}.{offset._microseconds:06}" if offset._microseconds else text


class timezone(tzinfo):
    __static__ = True
    __slots__ = ("_offset", "_name")

    def __new__(cls, offset=_MISSING, name=_MISSING):
        if offset is _MISSING:
            raise TypeError("timezone() missing required argument 'offset' (pos 1)")
        if not isinstance(offset, timedelta):
            kind = type(offset).__name__
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {kind}")
        if name is _MISSING:
            if not offset:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if not -_DAY < offset < _DAY:
            raise ValueError(f"{_OFFSET_RANGE}, not {offset!r}.")
        return _timezone(cls, offset, name)

    def utcoffset(self, dt, /):
        _check_when(dt, "utcoffset")
        return self._offset

    def tzname(self, dt, /):
        _check_when(dt, "tzname")
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset or None, ":")

    def dst(self, dt, /):
        _check_when(dt, "dst")
        return None

    def fromutc(self, dt, /):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt._tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is UTC:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def __reduce__(self):
        named = () if self._name is None else (self._name,)
        return timezone, (self._offset, *named)


def _timezone(cls, offset, name):
    self = object.__new__(cls)
    self._offset = offset
    self._name = name
    return self


def _check_when(when, method):
    if when is not None and not isinstance(when, datetime):
        name = type(when).__name__
        raise TypeError(f"{method}(dt) argument must be a datetime instance or None, not {name}")


_DAY = timedelta(1)
UTC = timezone.utc = _timezone(timezone, timedelta(0), None)
timezone.min = timezone(timedelta(-1, 60))
timezone.max = timezone(timedelta(0, 86340))


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


def _clock_text(when, timespec):
    if not isinstance(timespec, str):
        kind = type(timespec).__name__
        raise TypeError(f"isoformat() argument 1 must be str, not {kind}")
    if timespec == "auto":
        timespec = "microseconds" if when._microsecond else "seconds"
    text = f"{when._hour:02}"
    if timespec == "hours":
        return text
    text = f"{text}:{when._minute:02}"
    if timespec == "minutes":
        return text
    text = f"{text}:{when._second:02}"
    if timespec == "seconds":
        return text
    if timespec == "milliseconds":
        return f"{text}.{when._microsecond // 1000:03}"
    if timespec == "microseconds":
        return f"{text}.{when._microsecond:06}"
    raise ValueError("Unknown timespec value")


def _clock_repr(when):
    # What follows the minute.
    text = ""
    if when._second or when._microsecond:
        text = f", {when._second}"
        if when._microsecond:
            text += f", {when._microsecond}"
    fold = ", fold=1" if when._fold else ""
    zone = "" if when._tzinfo is None else f", tzinfo={when._tzinfo!r}"
    return text + (fold + zone if isinstance(when, datetime) else zone + fold)


def _strftime_zone(when, format, fields):
    zone = offset = ""
    if when._tzinfo is not None:
        if "%Z" in format:
            zone = when.tzname() or ""
        if "%z" in format:
            offset = _offset_text(when.utcoffset(), "")
    return _strftime_micro(format, when._microsecond, fields, zone, offset)


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
_datetime = datetime


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
