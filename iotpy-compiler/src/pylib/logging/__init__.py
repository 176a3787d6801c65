# Logging: loggers, handlers and formatters. In a Lambda function the root logger has a handler that
# writes as AWS's runtime does.

from time import time

CRITICAL = 50
FATAL = CRITICAL
ERROR = 40
WARNING = 30
WARN = WARNING
INFO = 20
DEBUG = 10
NOTSET = 0

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True

_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_levels = {
    "CRITICAL": 50,
    "FATAL": 50,
    "ERROR": 40,
    "WARN": 30,
    "WARNING": 30,
    "INFO": 20,
    "DEBUG": 10,
    "NOTSET": 0,
}
_start = time()


def getLevelNamesMapping():
    return _levels.copy()


def getLevelName(level):
    found = _names.get(level)
    if found is None:
        found = _levels.get(level)
    return f"Level {level}" if found is None else found


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def _check_level(level):
    if isinstance(level, int):
        return level
    if isinstance(level, str):
        if level not in _levels:
            raise ValueError(f"Unknown level: {level!r}")
        return _levels[level]
    raise TypeError(f"Level not an integer or a valid string: {level!r}")


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
        self.relativeCreated = (now - _start) * 1000
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


class PercentStyle:
    default_format = "%(message)s"
    asctime_format = "%(asctime)s"
    asctime_search = "%(asctime)"

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
        return self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        # A name in parentheses and a conversion, at least once.
        fmt = self._fmt
        at = fmt.find("%(")
        while at >= 0:
            end = fmt.find(")", at)
            conversion = fmt[end + 1 :].lstrip("#0+- .123456789*")[:1]
            if end > at + 2 and conversion and conversion in "diouxefgcrsaXEFG":
                return
            at = fmt.find("%(", at + 1)
        raise ValueError(
            f"Invalid format '{fmt}' for '{self.default_format[0]}' style"
        )

    def _values(self, record):
        values = record.__dict__
        return {**self._defaults, **values} if self._defaults else values

    def _format(self, record):
        return self._fmt % self._values(record)

    def format(self, record):
        try:
            return self._format(record)
        except KeyError as e:
            raise ValueError(f"Formatting field not found in record: {e}")


class StrFormatStyle(PercentStyle):
    default_format = "{message}"
    asctime_format = "{asctime}"
    asctime_search = "{asctime"

    def validate(self):
        rest = self._fmt.replace("{{", "").replace("}}", "")
        found = False
        while rest:
            before, brace, rest = rest.partition("{")
            if "}" in before:
                raise ValueError("invalid format: Single '}' encountered in format string")
            if brace and not rest:
                raise ValueError("invalid format: Single '{' encountered in format string")
            if brace and "}" not in rest:
                raise ValueError("invalid format: expected '}' before end of string")
            field, _, rest = rest.partition("}")
            found = found or field[:1] not in ("", ":", "!")
        if not found:
            raise ValueError("invalid format: no fields")

    def _format(self, record):
        return self._fmt.format(**self._values(record))


class StringTemplateStyle(PercentStyle):
    default_format = "${message}"
    asctime_format = "${asctime}"
    asctime_search = "${asctime}"

    def usesTime(self):
        return "$asctime" in self._fmt or self.asctime_search in self._fmt

    def _parts(self):
        """Pairs of a text and the name that follows it, or None at the end."""
        text = ""
        rest = self._fmt
        while True:
            before, dollar, rest = rest.partition("$")
            text += before
            if not dollar:
                yield text, None
                return
            if rest[:1] == "$":
                text, rest = text + "$", rest[1:]
                continue
            end = 0
            if rest[:1] == "{":
                end = rest.find("}")
                name, rest = rest[1:end], rest[end + 1 :]
            else:
                while rest[end : end + 1].isascii() and rest[: end + 1].isidentifier():
                    end += 1
                    if end == len(rest):
                        break
                name, rest = rest[:end], rest[end:]
            if end <= 0 or not (name.isascii() and name.isidentifier()):
                raise ValueError("invalid format: bare '$' not allowed")
            yield text, name
            text = ""

    def validate(self):
        if all(name is None for _, name in self._parts()):
            raise ValueError("invalid format: no fields")

    def _format(self, record):
        values = self._values(record)
        shown = []
        for text, name in self._parts():
            shown.append(text)
            if name is not None:
                shown.append(str(values[name]))
        return "".join(shown)


def _style(style):
    if style == "%":
        return PercentStyle
    if style == "{":
        return StrFormatStyle
    if style == "$":
        return StringTemplateStyle
    raise ValueError("Style must be one of: %,{,$")


class Formatter:
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"
    converter = None

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        self._style = _style(style)(fmt, defaults=defaults)
        if validate:
            self._style.validate()
        self._fmt = self._style._fmt
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        from time import gmtime, localtime, strftime

        # CPython's functions are no methods of the class that they are stored in.
        convert = localtime
        for kind in type(self).__mro__:
            if "converter" in kind.__dict__:
                convert = kind.__dict__["converter"] or localtime
                break
        if convert is not gmtime and convert is not localtime or "converter" in self.__dict__:
            convert = self.converter
        moment = convert(record.created)
        if datefmt:
            return strftime(datefmt, moment)
        text = strftime(self.default_time_format, moment)
        if self.default_msec_format:
            text = self.default_msec_format % (text, record.msecs)
        return text

    def formatException(self, ei):
        from traceback import format_exception

        return "".join(format_exception(ei[0], ei[1], ei[2])).removesuffix("\n")

    def usesTime(self):
        return self._style.usesTime()

    def formatMessage(self, record):
        return self._style.format(record)

    def formatStack(self, stack_info):
        return stack_info

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            text = (text if text[-1:] == "\n" else text + "\n") + record.exc_text
        if record.stack_info:
            text = (text if text[-1:] == "\n" else text + "\n") + record.stack_info
        return text


_default_formatter = Formatter()


class BufferingFormatter:
    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _default_formatter

    def formatHeader(self, records):
        return ""

    def formatFooter(self, records):
        return ""

    def format(self, records):
        if not records:
            return ""
        lines = "".join([self.linefmt.format(record) for record in records])
        return self.formatHeader(records) + lines + self.formatFooter(records)


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
        if not raiseExceptions:
            return
        from sys import stderr
        from traceback import format_exc

        stderr.write("--- Logging error ---\n")
        stderr.write(format_exc())
        stderr.write(f"Message: {record.msg!r}\nArguments: {record.args!r}\n")

    def __repr__(self):
        return f"<{self.__class__.__name__} ({getLevelName(self.level)})>"


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


lastResort = _LastResort()


class Manager:
    def __init__(self, rootnode):
        self.root = rootnode
        self.disable = 0
        self.emittedNoHandlerWarning = False
        self.loggerDict = {}
        self.loggerClass = None

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        found = self.loggerDict.get(name)
        if found is not None:
            return found
        logger = (self.loggerClass or _logger_class[0])(name)
        logger.manager = self
        logger.parent = self.root
        prefix = name
        while "." in prefix:
            prefix = prefix[: prefix.rfind(".")]
            if prefix in self.loggerDict:
                logger.parent = self.loggerDict[prefix]
                break
        for other in self.loggerDict.values():
            below = other.name.startswith(name + ".")
            if below and not other.parent.name.startswith(name + "."):
                other.parent = logger
        self.loggerDict[name] = logger
        return logger

    def setLoggerClass(self, klass):
        self.loggerClass = klass


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        Filterer.__init__(self)
        self.name = name
        self.level = _check_level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _check_level(level)

    def debug(self, msg, *args, **kwargs):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    warn = warning

    def error(self, msg, *args, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def _log(
        self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1
    ):
        from _sys import caller

        # The frames of this module are none of the program's.
        above = 1
        while caller(above)[0] == "logging":
            above += 1
        module, line, function = caller(above + max(stacklevel, 1) - 1)
        if exc_info:
            exc_info = _exc_info(exc_info)
        record = self.makeRecord(
            self.name, level, _path(module), line, msg, args, exc_info, function, extra
        )
        self.handle(record)

    def makeRecord(
        self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None
    ):
        record = _record_factory[0](name, level, fn, lno, msg, args, exc_info, func, sinfo)
        if extra is not None:
            for key in extra:
                if key in ("message", "asctime") or key in record.__dict__:
                    raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
                setattr(record, key, extra[key])
        return record

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def callHandlers(self, record):
        found = False
        logger = self
        while logger:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and lastResort and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        if self.disabled or root.manager.disable >= level:
            return False
        return level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def getChildren(self):
        return {other for other in root.manager.loggerDict.values() if other.parent is self}

    def __bool__(self):
        return True

    def __repr__(self):
        level = getLevelName(self.getEffectiveLevel())
        return f"<{self.__class__.__name__} {self.name} ({level})>"


class RootLogger(Logger):
    def __init__(self, level):
        Logger.__init__(self, "root", level)


def _exc_info(exc_info):
    if isinstance(exc_info, BaseException):
        return type(exc_info), exc_info, exc_info.__traceback__
    if isinstance(exc_info, tuple):
        return exc_info
    from sys import exc_info as current

    return current()


_logger_class = [Logger]
_record_factory = [LogRecord]


def getLoggerClass():
    return _logger_class[0]


def setLoggerClass(klass):
    if klass is not Logger and not issubclass(klass, Logger):
        raise TypeError("logger not derived from logging.Logger: " + klass.__name__)
    _logger_class[0] = klass


def getLogRecordFactory():
    return _record_factory[0]


def setLogRecordFactory(factory):
    _record_factory[0] = factory


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


def _root():
    from _host import request_id

    root = RootLogger(WARNING)
    root.manager = Manager(root)
    try:
        request_id()
    except RuntimeError:
        # No Lambda function.
        pass
    else:
        root.addHandler(_LambdaHandler())
    return root


root = _root()


def getLogger(name=None):
    if not name or isinstance(name, str) and name == root.name:
        return root
    return root.manager.getLogger(name)


def basicConfig(**kwargs):
    force = kwargs.pop("force", False)
    kwargs.pop("encoding", None)
    kwargs.pop("errors", None)
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    handlers = kwargs.pop("handlers", None)
    if handlers is None:
        if "stream" in kwargs and "filename" in kwargs:
            raise ValueError("'stream' and 'filename' should not be specified together")
    elif "stream" in kwargs or "filename" in kwargs:
        raise ValueError(
            "'stream' or 'filename' should not be specified together with 'handlers'"
        )
    if handlers is None:
        if kwargs.pop("filename", None):
            raise NotImplementedError("logging to a file: there is no file system")
        kwargs.pop("filemode", "a")
        handlers = [StreamHandler(kwargs.pop("stream", None))]
    datefmt = kwargs.pop("datefmt", None)
    style = kwargs.pop("style", "%")
    kind = _style(style)
    default = {
        "%": BASIC_FORMAT,
        "{": "{levelname}:{name}:{message}",
        "$": "${levelname}:${name}:${message}",
    }
    formatter = Formatter(kwargs.pop("format", default[style]), datefmt, style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    level = kwargs.pop("level", None)
    if level is not None:
        root.setLevel(level)
    if kwargs:
        raise ValueError("Unrecognised argument(s): " + ", ".join(kwargs))


def _ready():
    if not root.handlers:
        basicConfig()
    return root


def debug(msg, *args, **kwargs):
    _ready().debug(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    _ready().info(msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    _ready().warning(msg, *args, **kwargs)


warn = warning


def error(msg, *args, **kwargs):
    _ready().error(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    error(msg, *args, exc_info=exc_info, **kwargs)


def critical(msg, *args, **kwargs):
    _ready().critical(msg, *args, **kwargs)


fatal = critical


def log(level, msg, *args, **kwargs):
    _ready().log(level, msg, *args, **kwargs)


def disable(level=CRITICAL):
    root.manager.disable = _check_level(level)


def shutdown(handlerList=None):
    for handler in root.handlers:
        handler.flush()


def captureWarnings(capture):
    if capture:
        raise NotImplementedError("logging.captureWarnings()")


class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        kwargs["extra"] = self.extra
        return msg, kwargs

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        self.logger.setLevel(level)

    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()

    def hasHandlers(self):
        return self.logger.hasHandlers()

    @property
    def name(self):
        return self.logger.name

    def __repr__(self):
        level = getLevelName(self.getEffectiveLevel())
        return f"<{self.__class__.__name__} {self.logger.name} ({level})>"
