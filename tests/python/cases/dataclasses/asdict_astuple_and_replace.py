from dataclasses import asdict, astuple, dataclass, field, is_dataclass, replace
from collections import namedtuple

Pair = namedtuple("Pair", "a b")


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Shape:
    name: str
    points: list
    by_name: dict = field(default_factory=dict)
    pair: tuple = ()
    kept: int = field(default=7, init=False)


shape = Shape("tri", [Point(0, 0), Point(1, 2)], {"top": Point(5, 6)}, Pair(1, Point(2, 3)))
print(asdict(shape))
print(astuple(shape))
print(asdict(shape, dict_factory=lambda pairs: [key for key, _ in pairs]))
print(astuple(Point(1, 2), tuple_factory=list))
copy = asdict(shape)
copy["points"].append(1)
print(len(shape.points))
print(replace(Point(1, 2), y=9), replace(shape, name="other").name)
print(is_dataclass(Point), is_dataclass(Point(1, 2)), is_dataclass(int), is_dataclass(3))
for action in (
    lambda: replace(shape, kept=3),
    lambda: replace(Point(1, 2), z=3),
    lambda: replace(3),
    lambda: asdict(Point),
    lambda: astuple([1]),
):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
