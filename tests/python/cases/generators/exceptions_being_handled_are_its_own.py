def gen():
    try:
        raise KeyError("inner")
    except KeyError:
        yield 1
        try:
            raise
        except KeyError as error:
            print("still", error)
    yield 2


one = gen()
next(one)
try:
    raise
except RuntimeError as error:
    print(error)
try:
    raise ValueError("outer")
except ValueError:
    print(next(one))
    try:
        raise
    except ValueError as error:
        print("still", error)
