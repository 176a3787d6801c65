# Warnings: filters, and where they go.

_defaultaction = "default"
_ACTIONS = ("error", "ignore", "always", "default", "module", "once")

filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
# What was shown, by module; it is forgotten when the filters change.
_shown = {}
_once = {}
# Lists that take warnings instead of standard error, innermost last.
_recorders = []


class WarningMessage:
    def __init__(
        self, message, category, filename, lineno, file=None, line=None, source=None
    ):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self._category_name!r}, "
            f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"
        )


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    line = line.strip() if line else ""
    return f"{text}  {line}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    if file is None:
        from sys import stderr as file
    file.write(formatwarning(message, category, filename, lineno, line))


def warn(message, category=None, stacklevel=1, source=None):
    from _sys import caller

    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    elif not isinstance(category, type) or not issubclass(category, Warning):
        kind = type(category).__name__
        raise TypeError(f"category must be a Warning subclass, not '{kind}'")
    module, line, _, _ = caller(max(stacklevel, 1))
    warn_explicit(message, category, _path(module), line, module, source=source)


def _path(module):
    if module == "__main__":
        from sys import argv

        return argv[0] or "__main__.py"
    return module.replace(".", "/") + ".py"


def warn_explicit(
    message,
    category,
    filename,
    lineno,
    module=None,
    registry=None,
    module_globals=None,
    source=None,
):
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if isinstance(message, Warning):
        text = str(message)
        category = type(message)
    else:
        text = message
        message = category(message)
    if registry is None:
        registry = _shown.setdefault(module, {})
    key = (text, category, lineno)
    if registry.get(key):
        return
    action = _action(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = True
        once = (text, category)
        if _once.get(once):
            return
        _once[once] = True
    elif action == "module":
        registry[key] = True
        whole = (text, category, 0)
        if registry.get(whole):
            return
        registry[whole] = True
    elif action == "default":
        registry[key] = True
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {action}")
    if _recorders and _recorders[-1] is not None:
        _recorders[-1].append(
            WarningMessage(message, category, filename, lineno, source=source)
        )
    else:
        showwarning(message, category, filename, lineno)


def _matches(pattern, text):
    if pattern is None:
        return True
    return text == pattern if isinstance(pattern, str) else pattern.match(text)


def _action(text, category, module, lineno):
    for action, message, kind, place, line in filters:
        if not issubclass(category, kind) or line not in (0, lineno):
            continue
        if _matches(message, str(text)) and _matches(place, module):
            return action
    return _defaultaction


def _add_filter(item, append):
    if not append:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    elif item not in filters:
        filters.append(item)
    _shown.clear()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    if message or module:
        import re

        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    else:
        message = module = None
    _add_filter((action, message, category, module, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add_filter((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()
    _shown.clear()


class catch_warnings:
    def __init__(
        self,
        *,
        record=False,
        module=None,
        action=None,
        category=Warning,
        lineno=0,
        append=False,
    ):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._filters = filters[:]
        _shown.clear()
        log = [] if self._record else None
        _recorders.append(log if self._record else _recorders[-1] if _recorders else None)
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exception):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:] = self._filters
        _shown.clear()
        _recorders.pop()

    def __repr__(self):
        return "catch_warnings(record=True)" if self._record else "catch_warnings()"
