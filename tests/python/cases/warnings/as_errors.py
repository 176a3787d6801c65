import warnings


def attempt(what):
    try:
        print(repr(what()))
    except Exception as error:
        print(type(error).__name__, error)


with warnings.catch_warnings():
    warnings.simplefilter("error")
    attempt(lambda: warnings.warn("now an error"))
    attempt(lambda: warnings.warn("typed", BytesWarning))
    attempt(lambda: warnings.warn(ImportWarning("instance")))
with warnings.catch_warnings():
    warnings.filterwarnings("error", category=DeprecationWarning)
    attempt(lambda: warnings.warn("old", DeprecationWarning))
    attempt(lambda: warnings.warn("pending", PendingDeprecationWarning))
attempt(lambda: warnings.warn("x", int))
attempt(lambda: warnings.warn("x", "UserWarning"))
attempt(lambda: warnings.simplefilter("nonsense"))
attempt(lambda: warnings.filterwarnings("nonsense"))
attempt(lambda: warnings.simplefilter("always", lineno=-1))
attempt(lambda: warnings.formatwarning("message", UserWarning, "file.py", 3))
attempt(lambda: warnings.formatwarning("message", UserWarning, "file.py", 3, "  the line  "))


class OwnWarning(UserWarning):
    def __str__(self):
        return "own text"


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn(OwnWarning("x"))
    warnings.warn("y", OwnWarning)
print([(str(warning.message), warning.category.__name__) for warning in caught])
print(issubclass(ResourceWarning, Warning), issubclass(SyntaxWarning, Warning), issubclass(DeprecationWarning, Exception))
