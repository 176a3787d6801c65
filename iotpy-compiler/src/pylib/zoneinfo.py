# Time zones by name. There is no database, so UTC is the only one.

from datetime import UTC, timedelta, tzinfo

TZPATH = ()
_cached = {}


class ZoneInfoNotFoundError(KeyError):
    pass


class InvalidTZPathWarning(RuntimeWarning):
    pass


class ZoneInfo(tzinfo):
    __static__ = True
    def __new__(cls, key):
        if key not in _cached:
            _cached[key] = cls.no_cache(key)
        return _cached[key]

    @classmethod
    def no_cache(cls, key):
        if not isinstance(key, str):
            kind = type(key).__name__
            raise TypeError(f"expected str, bytes or os.PathLike object, not {kind}")
        if key not in ("UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Zulu"):
            raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
        self = object.__new__(cls)
        self._key = key
        return self

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        for key in list(_cached if only_keys is None else only_keys):
            _cached.pop(key, None)

    key = property(lambda self: self._key)

    def utcoffset(self, dt, /):
        return timedelta(0)

    def dst(self, dt, /):
        return timedelta(0)

    def tzname(self, dt, /):
        return "UTC"

    def fromutc(self, dt, /):
        return UTC.fromutc(dt.replace(tzinfo=UTC)).replace(tzinfo=self)

    def __repr__(self):
        return f"zoneinfo.ZoneInfo(key={self._key!r})"

    def __str__(self):
        return self._key


def available_timezones():
    return {"UTC"}


def reset_tzpath(to=None):
    pass
