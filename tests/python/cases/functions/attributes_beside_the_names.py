import functools


def plain(a, b: int = 2) -> str:
    """A doc."""
    return f"{a}{b}"


plain.calls = 0
plain.__name__ = "other"
plain.__doc__ = plain.__doc__.upper()
print(plain.__dict__, plain.__name__, plain.__doc__, plain.__annotations__)
plain.__dict__["from_dict"] = True
print(plain.from_dict, sorted(vars(plain)))
plain.__dict__ = {"fresh": 1}
print(plain.fresh, hasattr(plain, "calls"), plain.__name__)
del plain.fresh
print(plain.__dict__)
plain.__dict__["__doc__"] = "not the doc"
print(plain.__doc__)
for name, value in (("__name__", 3), ("__qualname__", None), ("__dict__", [])):
    try:
        setattr(plain, name, value)
    except TypeError as error:
        print(error)
for name in ("__name__", "__qualname__", "__dict__", "nothing"):
    try:
        delattr(plain, name)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


@functools.wraps(plain)
def wrapper(*args):
    return plain(*args)


print(wrapper.__name__, sorted(wrapper.__dict__), wrapper.__wrapped__ is plain)


def make():
    def inner():
        return inner.count

    inner.count = 5
    return inner


first, second = make(), make()
second.count = 6
print(first(), second(), vars(first), vars(second))
print((lambda: 0).__dict__)
