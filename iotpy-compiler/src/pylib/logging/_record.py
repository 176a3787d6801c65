# Records: a message and where it comes from.

from logging._levels import getLevelName
from time import time


def _loaded():
    from _host import started

    try:
        started("shared")
    except RuntimeError:
        return time()
    # The host knows: an instance may begin with a copy of what another one has loaded.
    return None


_start = _loaded()


def _started():
    global _start
    if _start is None:
        from _host import started

        _start = started()
    return _start


def _path(module):
    if module == "__main__":
        from sys import argv

        return argv[0] or "__main__.py"
    return module.replace(".", "/") + ".py"


class LogRecord:
    def __init__(
        self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs
    ):
        now = time()
        self.name = name
        self.msg = msg
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = pathname[pathname.rfind("/") + 1 :]
        dot = self.filename.rfind(".")
        self.module = self.filename[:dot] if dot > 0 else self.filename
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = now
        self.msecs = int((now - int(now)) * 1000) + 0.0
        self.relativeCreated = (now - _started()) * 1000
        self.thread = 1
        self.threadName = "MainThread"
        self.processName = "MainProcess"
        self.process = 1

    def __repr__(self):
        return (
            f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, '
            f'"{self.msg}">'
        )

    def getMessage(self):
        message = str(self.msg)
        if self.args:
            message = message % self.args
        return message


def makeLogRecord(dict):
    record = LogRecord(None, None, "", 0, "", (), None, None)
    for name, value in dict.items():
        setattr(record, name, value)
    return record


def _exc_info(exc_info):
    if isinstance(exc_info, BaseException):
        return type(exc_info), exc_info, exc_info.__traceback__
    if isinstance(exc_info, tuple):
        return exc_info
    from sys import exc_info as current

    return current()


_record_factory = [LogRecord]


def getLogRecordFactory():
    return _record_factory[0]


def setLogRecordFactory(factory):
    _record_factory[0] = factory
