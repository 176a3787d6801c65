# The clocks are the VM's; dates are in UTC, which is the local time of every function.

from _time import (
    monotonic,
    monotonic_ns,
    perf_counter,
    perf_counter_ns,
    sleep,
    time,
    time_ns,
)
from _civil import DAYS, EPOCH, MONTHS, day_number, day_of_year, from_day_number
from _strftime import strftime as _strftime
from _strptime import strptime as _strptime

tzname = ("UTC", "UTC")
timezone = 0
altzone = 0
daylight = 0
CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1

process_time = perf_counter
process_time_ns = perf_counter_ns
thread_time = perf_counter
thread_time_ns = perf_counter_ns


def clock_gettime(clk_id, /):
    return time() if clk_id == CLOCK_REALTIME else monotonic()


def clock_gettime_ns(clk_id, /):
    return time_ns() if clk_id == CLOCK_REALTIME else monotonic_ns()


class struct_time(tuple):
    __static__ = "readonly attribute"
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0

    def __new__(cls, sequence, dict=None):
        try:
            fields = tuple(sequence)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        count = len(fields)
        if count < 9:
            raise TypeError(
                f"time.struct_time() takes an at least 9-sequence ({count}-sequence given)"
            )
        if count > 11:
            raise TypeError(
                f"time.struct_time() takes an at most 11-sequence ({count}-sequence given)"
            )
        self = tuple.__new__(cls, fields[:9])
        extra = dict or {}
        self.tm_zone = fields[9] if count > 9 else extra.get("tm_zone")
        self.tm_gmtoff = fields[10] if count > 10 else extra.get("tm_gmtoff")
        return self

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])

    def __repr__(self):
        return (
            f"time.struct_time(tm_year={self[0]!r}, tm_mon={self[1]!r}, tm_mday={self[2]!r}, "
            f"tm_hour={self[3]!r}, tm_min={self[4]!r}, tm_sec={self[5]!r}, tm_wday={self[6]!r}, "
            f"tm_yday={self[7]!r}, tm_isdst={self[8]!r})"
        )


def _seconds_of(moment):
    if moment is None:
        return time_ns() // 1000000000
    if isinstance(moment, float):
        if moment != moment:
            raise ValueError("Invalid value NaN (not a number)")
        if not -9.3e18 < moment < 9.2e18:
            raise OverflowError("timestamp out of range for platform time_t")
        return int(moment // 1)
    if isinstance(moment, int):
        if not -(1 << 63) <= moment < 1 << 63:
            raise OverflowError("timestamp out of range for platform time_t")
        return moment
    index = getattr(type(moment), "__index__", None)
    if index is None:
        name = type(moment).__name__
        raise TypeError(f"'{name}' object cannot be interpreted as an integer")
    return _seconds_of(index(moment))


def gmtime(seconds=None, /):
    return _broken_down(seconds, "GMT")


def localtime(seconds=None, /):
    return _broken_down(seconds, "UTC")


def _broken_down(seconds, zone):
    days, rest = divmod(_seconds_of(seconds), 86400)
    if not -783 * 10**9 < days < 783 * 10**9:
        raise OSError(75, "Value too large for defined data type")
    number = days + EPOCH
    year, month, day = from_day_number(number)
    return struct_time(
        (
            year,
            month,
            day,
            rest // 3600,
            rest // 60 % 60,
            rest % 60,
            (number + 6) % 7,
            day_of_year(year, month, day),
            0,
            zone,
            0,
        )
    )


def _fields(when, name):
    # Nine ints out of a struct_time or a tuple.
    if not isinstance(when, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(when) != 9:
        raise TypeError(f"{name}(): illegal time tuple argument")
    fields = []
    for field in when:
        if not isinstance(field, int):
            kind = type(field).__name__
            raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
        fields.append(int(field))
    return fields


def _checked(fields):
    # Zero stands for January, for the first of the month and for the first day of the year.
    for index in (1, 2, 7):
        if fields[index] == 0:
            fields[index] = 1
    for index, least, greatest, what in (
        (1, 1, 12, "month"),
        (2, 1, 31, "day of month"),
        (3, 0, 23, "hour"),
        (4, 0, 59, "minute"),
        (5, 0, 61, "seconds"),
        (7, 1, 366, "day of year"),
    ):
        if index == 7 and fields[6] < -1:
            raise ValueError("day of week out of range")
        if not least <= fields[index] <= greatest:
            raise ValueError(f"{what} out of range")
    fields[6] %= 7
    return fields


def mktime(when, /):
    year, month, day, hour, minute, second, _, _, _ = _fields(when, "mktime")
    years, month = divmod(month - 1, 12)
    days = day_number(year + years, month + 1, 1) + day - 1 - EPOCH
    return float(days * 86400 + hour * 3600 + minute * 60 + second)


def strftime(format, when=None, /):
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    when = localtime() if when is None else when
    fields = _checked(_fields(when, "strftime"))
    zone = when.tm_zone if isinstance(when, struct_time) else None
    if not zone and fields[8] < 0:
        return _strftime(format, fields, "", "")
    return _strftime(format, fields, zone or "UTC", "+0000")


def strptime(text, format="%a %b %d %H:%M:%S %Y", /):
    found = _strptime(text, format)
    return struct_time(found[:9] + (found[12], found[10]))


def asctime(when=None, /):
    when = gmtime() if when is None else when
    fields = _checked(_fields(when, "asctime"))
    day, month = DAYS[fields[6]][:3], MONTHS[fields[1] - 1][:3]
    hour, minute, second = fields[3:6]
    return f"{day} {month} {fields[2]:2} {hour:02}:{minute:02}:{second:02} {fields[0]}"


def ctime(seconds=None, /):
    return asctime(gmtime(seconds))
