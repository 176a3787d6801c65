# Days and seconds as numbers, within their bounds.

from _civil import from_day_number
from datetime._fields import _int


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
