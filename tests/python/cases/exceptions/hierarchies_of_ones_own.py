class AppError(Exception):
    code = 500
    def __init__(self, message, **details):
        super().__init__(message)
        self.details = details
    def __str__(self):
        text = super().__str__()
        return f"[{self.code}] {text}" + (f" {self.details}" if self.details else "")
class NotFound(AppError, LookupError):
    code = 404
class Denied(AppError):
    code = 403
    def __init__(self, user):
        super().__init__("denied", user=user)
class Empty(AppError):
    def __init__(self):
        self.details = None
for make in (lambda: AppError("plain"), lambda: NotFound("no", path="/x"), lambda: Denied("eve"), lambda: Empty()):
    try:
        raise make()
    except LookupError as error:
        print("lookup", error, repr(error), error.args)
    except AppError as error:
        print("app", error, repr(error), error.args, isinstance(error, Denied))
print([c.__name__ for c in NotFound.__mro__], issubclass(NotFound, LookupError))
try:
    try:
        raise Denied("bob")
    except (NotFound, ValueError):
        print("not here")
except (Denied, *()) as error:
    print(error.details, error.code)
for bad in (lambda: AppError(), lambda: NotFound("a", "b")):
    try:
        bad()
    except TypeError as error:
        print(error)
