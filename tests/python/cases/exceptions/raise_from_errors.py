for cause in (5, "text", int, ValueError, ValueError("v"), None, KeyError):
    try:
        raise RuntimeError("r") from cause
    except RuntimeError as error:
        print(repr(error), repr(error.__cause__), error.__suppress_context__)
    except TypeError as error:
        print(error)
for thing in (5, "text", None, int, object(), [ValueError]):
    try:
        raise thing
    except TypeError as error:
        print(error)

class NotException: pass
try:
    raise NotException
except TypeError as error:
    print(error)
try:
    raise NotException()
except TypeError as error:
    print(error)

class NeedsArgs(Exception):
    def __init__(self, a): super().__init__(a)
try:
    raise NeedsArgs
except TypeError as error:
    print(error)
