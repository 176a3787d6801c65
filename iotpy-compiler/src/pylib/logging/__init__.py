# Logging: loggers, handlers and formatters. In a Lambda function the root logger has a handler that
# writes as AWS's runtime does.

from logging._formatter import BufferingFormatter, Formatter
from logging._handler import Filter, Filterer, Handler, NullHandler, StreamHandler, _LastResort
from logging._levels import (
    CRITICAL,
    DEBUG,
    ERROR,
    FATAL,
    INFO,
    NOTSET,
    WARN,
    WARNING,
    _check_level,
    addLevelName,
    getLevelName,
    getLevelNamesMapping,
)
from logging._logger import (
    Logger,
    LoggerAdapter,
    Manager,
    RootLogger,
    _root,
    getLogger,
    getLoggerClass,
    setLoggerClass,
)
from logging._record import LogRecord, getLogRecordFactory, makeLogRecord, setLogRecordFactory
from logging._style import PercentStyle, StrFormatStyle, StringTemplateStyle, _style

__all__ = [
    "BASIC_FORMAT", "BufferingFormatter", "CRITICAL", "DEBUG", "ERROR", "FATAL", "Filter",
    "Formatter", "Handler", "INFO", "LogRecord", "Logger", "LoggerAdapter", "NOTSET",
    "NullHandler", "StreamHandler", "WARN", "WARNING", "addLevelName", "basicConfig",
    "captureWarnings", "critical", "debug", "disable", "error", "exception", "fatal",
    "getLevelName", "getLevelNamesMapping", "getLogRecordFactory", "getLogger",
    "getLoggerClass", "info", "lastResort", "log", "makeLogRecord", "raiseExceptions",
    "setLogRecordFactory", "setLoggerClass", "shutdown", "warn", "warning",
]

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True
lastResort = _LastResort()
root = _root()


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
