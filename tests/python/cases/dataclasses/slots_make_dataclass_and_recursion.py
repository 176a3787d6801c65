from dataclasses import dataclass, field, fields, make_dataclass
from typing import Optional


@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 3


s = Slotted(1)
print(s, Slotted.__slots__, hasattr(s, "__dict__"), s == Slotted(1, 3))
try:
    s.z = 1
except AttributeError as error:
    print(error)


@dataclass
class Node:
    value: int
    next: Optional["Node"] = None
    children: list = field(default_factory=list)


n = Node(1, Node(2))
n.children.append(n)
print(n)

C = make_dataclass("C", [("x", int), ("y", int, field(default=5))])
print(C(1), [one.name for one in fields(C)], C.__name__)
for bad in (["x", "x"], ["1x"], ["for"], [("a", int, 1, 2)]):
    try:
        make_dataclass("Bad", bad)
    except TypeError as error:
        print(error)
E = make_dataclass("E", [("n", int)], namespace={"twice": lambda self: 2 * self.n}, frozen=True)
print(E(4).twice(), E(4))


@dataclass
class Matched:
    kind: str
    size: int


match Matched("box", 3):
    case Matched("box", size):
        print("size", size)
match Matched("bag", 4):
    case Matched(kind="bag", size=4):
        print("bag of 4")
print(Matched.__doc__, C.__doc__, Node.__doc__)
