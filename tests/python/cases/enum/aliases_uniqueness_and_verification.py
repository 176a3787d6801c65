from enum import Enum, Flag, IntFlag, unique, verify, UNIQUE, CONTINUOUS, NAMED_FLAGS


class Shape(Enum):
    SQUARE = 2
    DIAMOND = 1
    CIRCLE = 3
    ALIAS_FOR_SQUARE = 2


print(list(Shape), Shape.ALIAS_FOR_SQUARE, Shape(2))
print([name for name, one in Shape.__members__.items() if one.name != name])


@unique
class Fine(Enum):
    A = 1
    B = 2


print(list(Fine))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def duplicate():
    @unique
    class Mistake(Enum):
        ONE = 1
        TWO = 2
        UN = 1
        DEUX = 2


def alias():
    @verify(UNIQUE)
    class Mistake(Enum):
        ONE = 1
        UN = 1


def gap():
    @verify(CONTINUOUS)
    class Mistake(Enum):
        A = 1
        B = 2
        C = 5


def unnamed():
    @verify(NAMED_FLAGS)
    class Mistake(Flag):
        A = 1
        B = 2
        C = 12


def twice():
    class Mistake(Enum):
        A = 1
        A = 2


def extend():
    class Mistake(Shape):
        NEW = 9


def sunder():
    class Mistake(Enum):
        _a_ = 1


def misplaced():
    class Mistake(Enum, int):
        A = 1


for action in (duplicate, alias, gap, unnamed, twice, extend, misplaced):
    attempt(action)
