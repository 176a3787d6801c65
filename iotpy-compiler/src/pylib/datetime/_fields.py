# The arguments that dates and times are made of, checked.

import datetime
from _civil import days_in_month

_MISSING = object()


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
    if zone is not None and not isinstance(zone, datetime.tzinfo):
        name = type(zone).__name__
        raise TypeError(
            f"tzinfo argument must be None or of a tzinfo subclass, not type '{name}'"
        )


def _shown(value, cls):
    return f"datetime.{cls.__name__}" if type(value) is cls else type(value).__name__
