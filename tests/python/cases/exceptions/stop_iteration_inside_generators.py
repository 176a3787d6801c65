def g():
    yield 1
    raise StopIteration("leaks")

it = g()
print(next(it))
try:
    next(it)
except RuntimeError as error:
    print(error, repr(error.__cause__), repr(error.__context__))

def inner():
    yield next(iter([]))
try:
    list(inner())
except RuntimeError as error:
    print(error)

try:
    list(next(iter([])) for _ in range(3))
except RuntimeError as error:
    print(error)
def safe():
    try:
        yield next(iter([]))
    except StopIteration:
        yield "caught"
print(list(safe()))
