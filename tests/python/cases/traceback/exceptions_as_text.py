import io
import traceback


class OwnError(ValueError):
    pass


def attempt(what):
    try:
        what()
    except Exception as error:
        return error


def fail():
    raise OwnError("own", 1)


error = attempt(fail)
print(traceback.format_exception_only(error), traceback.format_exception_only(type(error), error))
print(traceback.format_exception_only(KeyError("k")), traceback.format_exception_only(ValueError()), traceback.format_exception_only(None, None))
lines = traceback.format_exception(error)
print(repr(lines[0]), repr(lines[-1]), len(lines))
lines = traceback.format_exception(type(error), error, error.__traceback__)
print(repr(lines[0]), repr(lines[-1]))
print(traceback.format_exception(ValueError("never raised")))
print(repr(traceback.format_exc()))
try:
    fail()
except OwnError:
    text = traceback.format_exc()
    print(text.startswith("Traceback (most recent call last):\n  File "), text.endswith("OwnError: ('own', 1)\n"), ", in fail\n" in text)
    out = io.StringIO()
    traceback.print_exc(file=out)
    print(out.getvalue() == text)
    print(len(traceback.format_exc(limit=1).split("File")), len(traceback.format_exc().split("File")))
frames = traceback.extract_tb(error.__traceback__)
print([(frame.name, frame.lineno) for frame in frames], len(frames[0]), frames[-1][1:3])
print(len(traceback.format_tb(error.__traceback__)), len(traceback.format_tb(error.__traceback__, limit=1)), traceback.format_tb(None))


class Broken(Exception):
    def __str__(self):
        raise ValueError("no")


print(traceback.format_exception_only(Broken()))
noted = ValueError("noted")
noted.add_note("first")
noted.add_note("second\nline")
print(traceback.format_exception_only(noted))
