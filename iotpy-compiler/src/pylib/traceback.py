# Exceptions as text. Programs carry no source, so frames are shown without their lines' text.

from _sys import caller, depth, exception, frames

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = "" if line is None else line
        self.locals = None

    def _parts(self):
        return self.filename, self.lineno, self.name, self.line

    def __iter__(self):
        return iter(self._parts())

    def __getitem__(self, at):
        return self._parts()[at]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._parts() == other._parts()
        return self._parts() == other if isinstance(other, tuple) else NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    def format_frame_summary(self, frame):
        text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        line = frame.line.strip()
        return f"{text}    {line}\n" if line else text

    def format(self):
        shown = []
        last = None
        count = 0
        for frame in self:
            place = frame.filename, frame.lineno, frame.name
            if place != last:
                _add_repeats(shown, count)
                last = place
                count = 0
            count += 1
            if count <= 3:
                shown.append(self.format_frame_summary(frame))
        _add_repeats(shown, count)
        return shown

    @classmethod
    def from_list(cls, entries):
        found = cls()
        for entry in entries:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            found.append(entry)
        return found


def _add_repeats(shown, count):
    more = count - 3
    if more > 0:
        shown.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def _limited(stack, limit):
    if limit is not None:
        # A negative limit is for the last entries.
        del stack[limit if limit >= 0 else 0 : None if limit >= 0 else limit]
    return stack


def _stack_of(error, limit=None):
    found = frames(error)
    stack = StackSummary()
    for n in range(0, len(found), 3):
        module, name, line = found[n : n + 3]
        stack.append(FrameSummary(_path(module), line, name))
    return _limited(stack, limit)


def _path(module):
    if module == "__main__":
        from sys import argv

        return argv[0] or "__main__.py"
    return module.replace(".", "/") + ".py"


def _running(above):
    """The frames that run, without the given number of the last ones."""
    stack = StackSummary()
    for n in range(depth(-1) - 1, above, -1):
        module, line, name, shown = caller(n)
        if shown:
            stack.append(FrameSummary(_path(module), line, name))
    return stack


def _no_frame(f):
    if f is not None:
        raise NotImplementedError("a stack from a frame on")


def extract_stack(f=None, limit=None):
    _no_frame(f)
    return _last(_running(1), limit)


def format_stack(f=None, limit=None):
    _no_frame(f)
    return _last(_running(1), limit).format()


def print_stack(f=None, limit=None, file=None):
    _no_frame(f)
    _write(_last(_running(1), limit).format(), file)


def _last(stack, limit):
    if limit is not None:
        # Of a stack, a positive limit is for the last entries.
        if limit > 0:
            del stack[: max(len(stack) - limit, 0)]
        else:
            del stack[-limit:]
    return stack


def extract_tb(tb, limit=None):
    stack = StackSummary()
    while tb is not None:
        code = tb.tb_frame.f_code
        stack.append(FrameSummary(code.co_filename, tb.tb_lineno, code.co_name))
        tb = tb.tb_next
    return _limited(stack, limit)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def _write(lines, file):
    if file is None:
        from sys import stderr as file
    file.write("".join(lines))


_MISSING = object()


def _exception(exc, value):
    if value is not _MISSING:
        return value
    if exc is None or isinstance(exc, BaseException):
        return exc
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def _shown_class(kind):
    module = kind.__module__
    name = kind.__qualname__
    return name if module in ("__main__", "builtins") else f"{module}.{name}"


def format_exception_only(exc, /, value=_MISSING):
    error = _exception(exc, value)
    if error is None:
        return ["NoneType: None\n"]
    name = _shown_class(type(error))
    try:
        text = str(error)
    except Exception:
        text = "<exception str() failed>"
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    notes = getattr(error, "__notes__", None)
    if isinstance(notes, (list, tuple)):
        for note in notes:
            try:
                note = str(note)
            except Exception:
                note = "<note str() failed>"
            lines.extend([line + "\n" for line in note.split("\n")])
    elif notes is not None:
        lines.append(f"{notes!r}\n")
    return lines


def format_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, chain=True):
    error = _exception(exc, value)
    parts = []
    seen = []
    while error is not None and not any(error is other for other in seen):
        seen.append(error)
        part = format_exception_only(error)
        stack = _stack_of(error, limit)
        if stack:
            part = ["Traceback (most recent call last):\n"] + stack.format() + part
        parts.append(part)
        if not chain:
            break
        if error.__cause__ is not None:
            error = error.__cause__
            parts.append([_CAUSE])
        elif error.__context__ is not None and not error.__suppress_context__:
            error = error.__context__
            parts.append([_CONTEXT])
        else:
            break
    if not seen:
        return ["NoneType: None\n"]
    if len(parts) % 2 == 0:
        # The chain came back to where it has been.
        parts.pop()
    return [line for part in reversed(parts) for line in part]


def print_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, file=None, chain=True):
    _write(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    _write(format_exception(exception(), limit=limit, chain=chain), file)


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback=None, *, limit=None, **options):
        self._error = exc_value
        self._limit = limit
        self.exc_type = exc_type
        self.stack = _stack_of(exc_value, limit)
        cause, context = exc_value.__cause__, exc_value.__context__
        self.__cause__ = None if cause is None else TracebackException.from_exception(cause)
        self.__context__ = None if context is None else TracebackException.from_exception(context)
        self.__suppress_context__ = exc_value.__suppress_context__

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__, **options)

    def __str__(self):
        return str(self._error)

    def format_exception_only(self):
        return iter(format_exception_only(self._error))

    def format(self, *, chain=True):
        return iter(format_exception(self._error, limit=self._limit, chain=chain))

    def print(self, *, file=None, chain=True):
        _write(self.format(chain=chain), file)


def clear_frames(tb):
    pass


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next
