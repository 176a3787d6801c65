kinds = (ValueError, KeyError)

def guard(f, catch):
    try:
        return f()
    except catch as error:
        return "caught " + type(error).__name__

print(guard(lambda: int("x"), ValueError), guard(lambda: {}["k"], kinds), guard(lambda: 5,
    Exception))
try:
    guard(lambda: 1 / 0, kinds)
except ZeroDivisionError:
    print("not caught inside")
print(ValueError, ValueError.__name__, [KeyError], repr(Exception), str(OSError))

def fail(kind, *arguments):
    raise kind(*arguments)

for kind in (ValueError, KeyError, RuntimeError):
    try:
        fail(kind, "a", 1)
    except Exception as error:
        print(repr(error))
try:
    try:
        1 / 0
    except "not a class":
        pass
except TypeError as error:
    print(error)
