from collections import namedtuple

Point = namedtuple("Point", ["x", "y"])
p = Point(1, 2)
print(p, p.x, p.y, p[0], p[-1], len(p), p == (1, 2), p < (1, 3))
print(Point(x=3, y=4), Point(5, y=6), Point(*[7, 8]), Point(**{"x": 1, "y": 0}))
x, y = p
print(x, y, list(p), sum(p), 2 in p, p.index(2), p.count(1), p + (3,), p[::-1], hash(p) == hash((1, 2)))
print(Point._fields, p._asdict(), p._replace(y=20), Point._make([9, 10]), Point._field_defaults)
print(isinstance(p, tuple), issubclass(Point, tuple), Point.__name__, type(p).__name__)
print(Point.__doc__, Point.x.__doc__, Point.__match_args__)
print(str(p), f"{p}", "%s" % (p,), "{0.x} {0.y} {0[1]}".format(p))
print({p: "a"}[1, 2], sorted([Point(2, 1), Point(1, 2)]), max(Point(2, 1), Point(1, 2)))
print(namedtuple("Empty", [])(), namedtuple("One", "a")(1), namedtuple("T", "a b, c")(1, 2, 3))
Pair = namedtuple("Pair", "first second", defaults=[None])
print(Pair(1), Pair(1, 2), Pair._field_defaults)
print(namedtuple("D", "a b c", defaults=(1, 2))(0), namedtuple("E", "a b", defaults=(1, 2))())
print(namedtuple("R", "a def a _x 9", rename=True)._fields)
nested = Point(Point(1, 2), "s")
print(nested, nested.x.y, repr(nested))
match p:
    case Point(x=1, y=why):
        print("matched", why)
match p:
    case Point(a, b):
        print("matched", a, b)
