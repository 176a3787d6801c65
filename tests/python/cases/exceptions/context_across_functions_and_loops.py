def inner(n):
    try:
        int("x" * n)
    except ValueError:
        raise RuntimeError(f"inner {n}")

def outer():
    try:
        inner(2)
    except RuntimeError as error:
        raise LookupError("outer") from error

try:
    outer()
except LookupError as error:
    chain = []
    while error:
        chain.append((type(error).__name__, str(error)))
        error = error.__cause__ or error.__context__
    print(chain)

errors = []
for value in ["a", "b"]:
    try:
        int(value)
    except ValueError as error:
        errors.append(error)
print([e.__context__ for e in errors])

try:
    raise KeyError(1)
except KeyError as first:
    kept = first
try:
    raise ValueError(2)
except ValueError as second:
    print(second.__context__)
print(kept)
