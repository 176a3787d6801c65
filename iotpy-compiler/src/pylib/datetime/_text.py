# The text of dates and times, and of parts of them.

import datetime
from _strftime import strftime as _strftime


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
    return text + (fold + zone if isinstance(when, datetime.datetime) else zone + fold)


def _strftime_zone(when, format, fields):
    zone = offset = ""
    if when._tzinfo is not None:
        if "%Z" in format:
            zone = when.tzname() or ""
        if "%z" in format:
            offset = _offset_text(when.utcoffset(), "")
    return _strftime_micro(format, when._microsecond, fields, zone, offset)
