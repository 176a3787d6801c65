# The part of `os` that needs no operating system: the environment, randomness and names.

from . import path

name = "posix"
linesep = "\n"
sep = "/"
altsep = None
pathsep = ":"
curdir = "."
pardir = ".."
extsep = "."
devnull = "/dev/null"
defpath = "/bin:/usr/bin"
error = OSError
supports_bytes_environ = False


class _Environ:
    # A value that is None is the instance's own: an instance may begin with a copy of what another
    # one has loaded, so the host is asked for it when it is looked at.
    def __init__(self, data):
        self._data = data

    def _all(self):
        if None in self._data.values():
            import json

            import _host

            own = json.loads(_host.environ())
            for key, value in self._data.items():
                if value is None:
                    self._data[key] = own[key]
        return self._data

    def __getitem__(self, key):
        _check_str(key)
        try:
            value = self._data[key]
        except KeyError:
            raise KeyError(key) from None
        return self._all()[key] if value is None else value

    def get(self, key, default=None):
        _check_str(key)
        value = self._data.get(key, default)
        return self._all()[key] if value is None and key in self._data else value

    def __contains__(self, key):
        _check_str(key)
        return key in self._data

    def __setitem__(self, key, value):
        _check_str(key)
        _check_str(value)
        if not key or "=" in key:
            raise OSError(22, "Invalid argument")
        self._data[key] = value

    def __delitem__(self, key):
        _check_str(key)
        try:
            del self._data[key]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ", ".join(f"{key!r}: {value!r}" for key, value in self._all().items())
        return f"environ({{{items}}})"

    def __eq__(self, other):
        other = other._all() if isinstance(other, _Environ) else other
        return self._all() == other if isinstance(other, dict) else NotImplemented

    __hash__ = None

    def copy(self):
        return dict(self._all())

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._all().values()

    def items(self):
        return self._all().items()

    def pop(self, key, *default):
        _check_str(key)
        try:
            return self._all().pop(key, *default)
        except KeyError:
            raise KeyError(key) from None

    def popitem(self):
        for key in self._data:
            return key, self._all().pop(key)
        raise KeyError

    def clear(self):
        self._data.clear()

    def update(self, other=(), /, **values):
        for key, value in dict(other, **values).items():
            self[key] = value

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        if not isinstance(other, (dict, _Environ)):
            return NotImplemented
        new = self.copy()
        new.update(other._all() if isinstance(other, _Environ) else other)
        return new

    def __ror__(self, other):
        if not isinstance(other, (dict, _Environ)):
            return NotImplemented
        new = dict(other)
        new.update(self._all())
        return new

    def __ior__(self, other):
        self.update(other)
        return self


def _check_str(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")


def _environ():
    import json

    import _host

    try:
        return _Environ(json.loads(_host.environ("shared")))
    except RuntimeError:
        # A host without variables.
        return _Environ({})


environ = _environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value):
    _check_str(name)
    _check_str(value)


def unsetenv(name):
    _check_str(name)


def urandom(size):
    from _os import urandom as native

    return native(size)


def fspath(path):
    from .path import _fspath

    return _fspath(path)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


class PathLike:
    def __fspath__(self):
        raise NotImplementedError


def getpid():
    return 1


def cpu_count():
    return 1


def strerror(code):
    from _errors import TEXTS

    return TEXTS.get(code, f"Unknown error {code}")
