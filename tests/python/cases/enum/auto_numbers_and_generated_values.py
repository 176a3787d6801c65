from enum import Enum, IntEnum, Flag, StrEnum, auto


class Count(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return f"{name.title()}{count}{len(last_values)}"

    NORTH = auto()
    SOUTH = auto()


class Bits(Flag):
    R = auto()
    W = auto()
    RW = R | W
    X = auto()


class Mixed(IntEnum):
    FIVE = 5
    SIX = auto()


class Label(StrEnum):
    HELLO_WORLD = auto()
    OTHER = "Other"


class Later(Enum):
    ONE = 1
    TWO = ONE + 1
    FOUR = TWO * 2


print(list(Count))
print(list(Named))
print(list(Bits), Bits.RW, Bits.X.value)
print(list(Mixed), list(Label), list(Later))


class Pair(Enum):
    A = auto(), "first"
    B = auto(), "second"

    def __init__(self, number, label):
        self.label = label


print(Pair.A.value, Pair.B.label)
