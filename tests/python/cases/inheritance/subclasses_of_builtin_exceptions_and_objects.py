class AppError(Exception):
    code = 500

class NotFound(AppError):
    code = 404
    def __init__(self, what):
        super().__init__(f"{what} not found")
        self.what = what

class Both(KeyError, AppError):
    code = 1

for error in [AppError("a", 1), NotFound("page"), Both("k")]:
    try:
        raise error
    except AppError as caught:
        print(type(caught).__name__, caught, repr(caught), caught.code, caught.args)
try:
    raise Both("x")
except LookupError as error:
    print(isinstance(error, AppError), str(error))
print([c.__name__ for c in Both.__mro__])
print(issubclass(NotFound, Exception), NotFound("z").what)
