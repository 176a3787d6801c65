# What programs ask of the interpreter.

from _sys import exception
from _sys import write as _write

maxsize = 9223372036854775807
maxunicode = 1114111
byteorder = "little"
platform = "linux"
version = "3.11.7 (IoTPy)"
hexversion = 0x030B07F0
api_version = 1013
copyright = ""
executable = ""
prefix = exec_prefix = base_prefix = base_exec_prefix = ""
platlibdir = "lib"
float_repr_style = "short"
dont_write_bytecode = True
flags = None
path = []
warnoptions = []
builtin_module_names = ()


class _Record(tuple):
    """A tuple whose elements have names."""

    def __new__(cls, name, names, values):
        record = tuple.__new__(cls, values)
        record._name = name
        record._names = names.split()
        return record

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        raise AttributeError(f"'{self._name}' object has no attribute '{name}'")

    def __repr__(self):
        shown = [f"{name}={value!r}" for name, value in zip(self._names, self)]
        return f"{self._name}({', '.join(shown)})"


version_info = _Record(
    "sys.version_info", "major minor micro releaselevel serial", (3, 11, 7, "final", 0)
)
float_info = _Record(
    "sys.float_info",
    "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds",
    (
        1.7976931348623157e308,
        1024,
        308,
        2.2250738585072014e-308,
        -1021,
        -307,
        15,
        53,
        2.220446049250313e-16,
        2,
        1,
    ),
)
int_info = _Record(
    "sys.int_info",
    "bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold",
    (30, 4, 4300, 640),
)
hash_info = _Record(
    "sys.hash_info",
    "width modulus inf nan imag algorithm hash_bits seed_bits cutoff",
    (64, 2305843009213693951, 314159, 0, 1000003, "siphash13", 64, 128, 0),
)
thread_info = _Record("sys.thread_info", "name lock version", ("pthread", "semaphore", None))


class _Implementation:
    def __init__(self):
        self.name = "iotpy"
        self.cache_tag = None
        self.version = version_info
        self.hexversion = hexversion

    def __repr__(self):
        return f"namespace(name='iotpy', cache_tag=None, version={self.version!r})"


implementation = _Implementation()


class _Buffer:
    def __init__(self, number):
        self._number = number

    def write(self, data):
        return _write(self._number, bytes(data))

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass


class _Stream:
    encoding = "utf-8"
    mode = "w"
    newlines = None
    closed = False

    def __init__(self, number, name, errors, line_buffering):
        self._number = number
        self.name = name
        self.errors = errors
        self.line_buffering = line_buffering
        self.buffer = _Buffer(number)

    def write(self, text):
        return _write(self._number, text) if isinstance(text, str) else _refuse(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        pass

    def fileno(self):
        return self._number

    def isatty(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return True

    def seekable(self):
        return False

    def reconfigure(self, **options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


def _refuse(text):
    kind = None if text is None else type(text).__name__
    raise TypeError(f"write() argument must be str, not {kind}")


stdout = _Stream(1, "<stdout>", "strict", False)
stderr = _Stream(2, "<stderr>", "backslashreplace", True)
__stdout__ = stdout
__stderr__ = stderr


def _argv():
    import json

    import _host

    try:
        return json.loads(_host.argv())
    except RuntimeError:
        # A host without a command line.
        return [""]


argv = _argv()
orig_argv = argv


def exit(status=None, /):
    if status is None:
        raise SystemExit
    if isinstance(status, tuple):
        raise SystemExit(*status)
    raise SystemExit(status)


def exc_info():
    error = exception()
    if error is None:
        return None, None, None
    return type(error), error, error.__traceback__


def intern(string, /):
    if not isinstance(string, str):
        raise TypeError(f"intern() argument must be str, not {type(string).__name__}")
    return string


def getrecursionlimit():
    from _sys import depth

    return depth(0)


def setrecursionlimit(limit, /):
    from _sys import depth

    try:
        limit = limit.__index__()
    except AttributeError:
        kind = type(limit).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer") from None
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    if not depth(limit):
        raise RecursionError(
            f"cannot set the recursion limit to {limit} at the recursion depth {depth(-1)}: "
            "the limit is too low"
        )


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def getfilesystemencodeerrors():
    return "surrogateescape"


def get_int_max_str_digits():
    return 4300


def is_finalizing():
    return False


def gettrace():
    return None


def getprofile():
    return None
