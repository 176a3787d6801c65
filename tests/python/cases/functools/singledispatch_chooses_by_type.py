from collections.abc import Mapping, Sequence
from functools import singledispatch


@singledispatch
def show(value, depth=0):
    """Shows."""
    return f"object {value!r}"


@show.register(int)
def _(value, depth=0):
    return f"int {value}"


@show.register(list)
@show.register(tuple)
def _items(value, depth=0):
    return [show(item, depth + 1) for item in value]


show.register(str, lambda value, depth=0: f"str {value}")


@show.register(type(None))
def nothing(value, depth=0):
    return "nothing"


print(show(1), show(1.5), show("a"), show(None), show([1, "b", [None]]), show((2,)), show(True))
print(show.__name__, show.__doc__, show.dispatch(bool) is show.dispatch(int), nothing(0))
print(show.registry[str](5), int in show.registry, dict in show.registry, show.dispatch(list) is _items)


@show.register(Mapping)
def _(value, depth=0):
    return {key: show(item) for key, item in value.items()}


print(show({"a": 1, "b": {"c": None}}))


class Base:
    pass


class Child(Base):
    pass


@show.register(Base)
def _(value, depth=0):
    return "base"


print(show(Child()), show(Base()), show(Child))
show.register(Child, lambda value, depth=0: "child")
print(show(Child()), show(Base()))
try:
    show()
except TypeError as e:
    print(e)
try:
    show.register(5, print)
except TypeError as e:
    print("refused")


@singledispatch
def size(value):
    return -1


size.register(Sequence)(len)
print(size("abc"), size([1]), size(5), size(range(7)))
