from typing import NamedTuple


class Base(NamedTuple):
    a: int
    b: str = "q"


class Child(Base):
    __slots__ = ()

    @property
    def both(self):
        return f"{self.a}{self.b}"

    def __str__(self):
        return f"<{self.both}>"


c = Child(1)
print(c, repr(c), c.both, c == Base(1), isinstance(c, Base), Child._fields, c._replace(b="z"))
match Base(1, "z"):
    case Base(a, "z"):
        print("matched", a)
match c:
    case (1, rest):
        print("sequence", rest)
print(Base(1) < Base(2), Base(1) + (2,), [*Base(1)], hash(Base(1)) == hash((1, "q")), Base(b=2, a=1))
print(sorted([Base(2), Base(1, "b"), Base(1, "a")]), "%s-%s" % Base(5), dict([Base(3, "v")]))
for action in (lambda: c.c, lambda: Base(), lambda: Base(1, 2, 3), lambda: Base(x=1)):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(error)
