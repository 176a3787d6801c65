from abc import ABC, abstractmethod
from dataclasses import dataclass, field, fields
from enum import Enum, auto
from typing import ClassVar, Dict, Generic, List, Optional, TypeVar, Union

T = TypeVar("T")


class Kind(Enum):
    SMALL = auto()
    LARGE = auto()


@dataclass
class Shape(ABC):
    name: str
    registry: ClassVar[Dict[str, "Shape"]] = {}

    def __post_init__(self):
        Shape.registry[self.name] = self

    @abstractmethod
    def area(self) -> float: ...


@dataclass
class Square(Shape):
    side: float = 1
    kind: Kind = Kind.SMALL

    def area(self):
        return self.side**2


@dataclass
class Box(Generic[T]):
    items: List[T] = field(default_factory=list)
    label: Optional[str] = None

    def first(self) -> Union[T, None]:
        return self.items[0] if self.items else None


print(Square("s", 3).area(), Square("t"), list(Shape.registry))
print(Box[int]([1, 2]).first(), Box(), Box(label="l") == Box([], "l"))
print([(one.name, one.type) for one in fields(Square)])
print([one.type for one in fields(Box)])
try:
    Shape("x")
except TypeError as error:
    print(str(error)[:38])


class Loud:
    def shout(self):
        return repr(self).upper()


@dataclass
class Person(Loud):
    name: str


@dataclass
class Failure(Exception):
    code: int
    text: str = "failed"

    def __str__(self):
        return f"{self.code}: {self.text}"


print(Person("x").shout())
try:
    raise Failure(3)
except Failure as failure:
    print(failure, repr(failure), failure.code)


@dataclass
class Counted:
    n: int
    made = 0

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        print("subclass", cls.__name__)

    def __new__(cls, *args, **options):
        Counted.made += 1
        return super().__new__(cls)


@dataclass
class More(Counted):
    m: int = 2


print(More(1), More(1, 3), Counted.made)
