from dataclasses import dataclass, field


@dataclass
class Plain:
    x: int


@dataclass(eq=False)
class Identity:
    x: int


@dataclass(unsafe_hash=True)
class Unsafe:
    x: int
    y: int = field(default=0, hash=False)


@dataclass
class Own:
    x: int

    def __hash__(self):
        return 42


@dataclass(frozen=True)
class OwnEq:
    x: int

    def __eq__(self, other):
        return True


print(Plain.__hash__, Own(1).__hash__(), hash(Own(2)))
print(hash(Unsafe(1, 2)) == hash(Unsafe(1, 3)), hash(Unsafe(7)) == hash((7,)))
print(Identity(1) == Identity(1), len({Identity(1), Identity(1)}))
print(OwnEq(1) == 5, hash(OwnEq(3)) == hash((3,)))
try:

    @dataclass(unsafe_hash=True)
    class Both:
        x: int

        def __hash__(self):
            return 1

except TypeError as error:
    print(error)
try:

    @dataclass(order=True, eq=False)
    class Order:
        x: int

except ValueError as error:
    print(error)
try:

    @dataclass(order=True)
    class Less:
        x: int

        def __lt__(self, other):
            return True

except TypeError as error:
    print(error)
