from dataclasses import dataclass, field


@dataclass
class Point:
    x: int
    y: int = 0


@dataclass(order=True)
class Version:
    major: int
    minor: int
    label: str = field(default="", compare=False)


p = Point(1, 2)
print(p, repr(p), str(p), f"{p}")
print(Point(1), Point(x=5, y=6), Point(y=1, x=2))
print(p == Point(1, 2), p == Point(2, 1), p != Point(1, 3), p == (1, 2), p != 5)
p.x = 10
p.extra = "kept"
print(p, p.x, p.extra, p.__dict__)
print(Point.__match_args__, Point.y, hasattr(Point, "x"))

versions = [Version(1, 4, "d"), Version(0, 9, "c"), Version(1, 2, "b")]
print(sorted(versions))
print(max(versions), min(versions))
print(Version(1, 2, "a") == Version(1, 2, "z"), Version(1, 2) <= Version(1, 2))
print(Version(1, 2) < Version(1, 3), Version(2, 0) > Version(1, 9), Version(1, 1) >= Version(1, 2))
try:
    Point(1) < Point(2)
except TypeError as error:
    print(error)
try:
    Version(1, 2) < (1, 2)
except TypeError as error:
    print(error)
try:
    {p}
except TypeError as error:
    print(error)
