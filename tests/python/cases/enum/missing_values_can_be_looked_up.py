from enum import Enum, IntEnum


class Status(Enum):
    OK = 200
    MISSING = 404

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            return cls[value.upper()]
        if value == 0:
            return 5
        if value > 1000:
            raise ValueError("too large")
        return None


def attempt(value):
    try:
        print(Status(value))
    except Exception as error:
        print(type(error).__name__, error)


for value in (200, "ok", "missing", 0, 5, 2000, "nothing"):
    attempt(value)


class Priority(IntEnum):
    LOW = 1
    HIGH = 2

    @classmethod
    def _missing_(cls, value):
        return cls.LOW


print(repr(Priority(77)), Priority(2))


class Unhashable(Enum):
    LIST = [1]
    MAP = {}
    SAME = [1]


print(list(Unhashable), Unhashable([1]), Unhashable({}), Unhashable.SAME is Unhashable.LIST)
try:
    Unhashable([2])
except ValueError as error:
    print(error)
