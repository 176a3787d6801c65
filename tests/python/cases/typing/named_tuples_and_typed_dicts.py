from typing import Generic, List, NamedTuple, NotRequired, Optional, Required, TypedDict, TypeVar

T = TypeVar("T")


class Point(NamedTuple):
    """A point."""

    x: int
    y: int = 0
    label: Optional[str] = None

    def norm(self):
        return self.x**2 + self.y**2

    @property
    def flipped(self):
        return Point(self.y, self.x)

    @classmethod
    def origin(cls):
        return cls(0)

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


p = Point(3, 4)
print(p, p.norm(), p.flipped, Point.origin(), p + Point(1), p[0], len(p), tuple(p))
print(Point._fields, Point._field_defaults, Point.__annotations__, p._replace(y=9), p._asdict())
print(p == (3, 4, None), isinstance(p, tuple), Point.__doc__, Point._make([1, 2, "l"]))
x, y, label = p
print(x, y, label, max([Point(1, 5), Point(2, 0)]), {p: 1}[Point(3, 4)])


def attempt(action):
    try:
        print(action())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


attempt(lambda: Point())
attempt(lambda: Point(1, 2, 3, 4))
attempt(lambda: Point(z=1))
attempt(lambda: setattr(p, "x", 5))


def misordered():
    class Bad(NamedTuple):
        a: int = 1
        b: str


def overwritten():
    class Bad(NamedTuple):
        a: int

        def _replace(self):
            pass


attempt(misordered)
attempt(overwritten)
Pair = NamedTuple("Pair", [("left", int), ("right", str)])
print(Pair(1, "x"), Pair.__annotations__)


class Box(NamedTuple, Generic[T]):
    content: T


print(Box(1), Box[int], Box[int](3).content)


class Movie(TypedDict):
    title: str
    year: int


class Rated(Movie, total=False):
    stars: float


class Mixed(TypedDict):
    a: Required[int]
    b: NotRequired[int]


m: Movie = Movie(title="Brazil", year=1985)
print(m, type(m), m["title"], Rated(stars=4.5), Movie({"title": "x"}))
print(Movie.__annotations__, Rated.__annotations__, Movie.__total__, Rated.__total__)
print(sorted(Rated.__required_keys__), sorted(Rated.__optional_keys__), Mixed.__required_keys__)
attempt(lambda: isinstance(m, Movie))
Dyn = TypedDict("Dyn", {"a": int, "b-c": List[str]})
print(Dyn(a=1), Dyn.__annotations__, Dyn.__name__)
