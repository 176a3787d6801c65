# Time zones: what they promise, and those of a fixed offset.

import datetime
from datetime._delta import timedelta
from datetime._fields import _MISSING
from datetime._text import _offset_text

_OFFSET_RANGE = (
    "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)"
)


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
        if not isinstance(dt, datetime.datetime):
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
        if not isinstance(dt, datetime.datetime):
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
    if when is not None and not isinstance(when, datetime.datetime):
        name = type(when).__name__
        raise TypeError(f"{method}(dt) argument must be a datetime instance or None, not {name}")


_DAY = timedelta(1)
timezone.utc = _timezone(timezone, timedelta(0), None)
UTC = timezone.utc
timezone.min = timezone(timedelta(-1, 60))
timezone.max = timezone(timedelta(0, 86340))
