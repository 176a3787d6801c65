import traceback


def shown(error):
    return [line for part in traceback.format_exception(error) for line in part.split("\n") if line and not line.startswith(" ")]


def caught(what):
    try:
        what()
    except Exception as error:
        return error


def cause():
    try:
        1 // 0
    except ZeroDivisionError as error:
        raise ValueError("value") from error


def context():
    try:
        cause()
    except ValueError:
        {}["key"]


def hidden():
    try:
        {}["key"]
    except KeyError:
        raise TypeError("shown alone") from None


for what in (cause, context, hidden):
    print("\n".join(shown(caught(what))))
    print("--")
print(len(traceback.format_exception(caught(cause), chain=False)) < len(traceback.format_exception(caught(cause))))


def recurse(n):
    return recurse(n - 1) if n else 1 // 0


text = "".join(traceback.format_exception(caught(lambda: recurse(9))))
print(text.count(", in recurse"), "[Previous line repeated 6 more times]" in text)
made = traceback.TracebackException.from_exception(caught(cause))
print(str(made), list(made.format_exception_only()), "".join(made.format()) == "".join(traceback.format_exception(caught(cause))), len(made.stack))
print(made.__cause__ is not None, made.exc_type)
print(traceback.format_list([("f.py", 3, "g", "code()"), ("f.py", 4, "h", None)]))
