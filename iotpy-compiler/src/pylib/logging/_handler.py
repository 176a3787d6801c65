# Filters, and handlers that write records. A Lambda function's writes as AWS's runtime does.

import logging
from logging._formatter import Formatter, _default_formatter
from logging._levels import NOTSET, WARNING, _check_level, getLevelName


class Filter:
    def __init__(self, name=""):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        name = self.name
        return not name or record.name == name or record.name.startswith(name + ".")


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for filter in self.filters:
            passed = filter.filter(record) if hasattr(filter, "filter") else filter(record)
            if not passed:
                return False
        return True


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        Filterer.__init__(self)
        self._name = None
        self.level = _check_level(level)
        self.formatter = None
        self._closed = False

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = name

    name = property(get_name, set_name)

    def createLock(self):
        pass

    def acquire(self):
        pass

    def release(self):
        pass

    def setLevel(self, level):
        self.level = _check_level(level)

    def format(self, record):
        return (self.formatter or _default_formatter).format(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        passed = self.filter(record)
        if passed:
            self.emit(record)
        return passed

    def setFormatter(self, fmt):
        self.formatter = fmt

    def flush(self):
        pass

    def close(self):
        self._closed = True

    def handleError(self, record):
        if not logging.raiseExceptions:
            return
        from sys import stderr
        from traceback import format_exc

        stderr.write("--- Logging error ---\n")
        stderr.write(format_exc())
        stderr.write("Call stack:\n")
        stderr.write("".join(_frames_outside()))
        stderr.write(f"Message: {record.msg!r}\nArguments: {record.args!r}\n")

    def __repr__(self):
        return f"<{self.__class__.__name__} ({getLevelName(self.level)})>"


def _frames_outside():
    """The frames that run, as text, without those of this module that run last."""
    from _sys import caller
    from traceback import _running

    above = 1
    while caller(above)[0] == "logging":
        above += 1
    return _running(above).format()


class StreamHandler(Handler):
    terminator = "\n"

    def __init__(self, stream=None):
        Handler.__init__(self)
        if stream is None:
            from sys import stderr as stream
        self.stream = stream

    def flush(self):
        if self.stream and hasattr(self.stream, "flush"):
            self.stream.flush()

    def emit(self, record):
        try:
            text = self.format(record)
            self.stream.write(text + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        if stream is self.stream:
            return None
        old = self.stream
        self.flush()
        self.stream = stream
        return old

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        name = name + " " if name else ""
        return f"<{self.__class__.__name__} {name}({getLevelName(self.level)})>"


class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass


class _LastResort(StreamHandler):
    """Writes to what standard error is now."""

    def __init__(self):
        Handler.__init__(self, WARNING)

    @property
    def stream(self):
        from sys import stderr

        return stderr


class _LambdaHandler(Handler):
    """What AWS's runtime gives the root logger."""

    def __init__(self):
        from time import gmtime

        Handler.__init__(self)
        self.formatter = Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s",
            "%Y-%m-%dT%H:%M:%S",
        )
        self.formatter.converter = gmtime

    def emit(self, record):
        from _host import request_id
        from sys import stdout

        record.aws_request_id = request_id() or ""
        try:
            text = self.format(record)
        except Exception:
            self.handleError(record)
        else:
            stdout.write(text + "\n")
