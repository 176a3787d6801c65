from enum import Enum, IntEnum


class Coordinate(bytes, Enum):
    def __new__(cls, value, label, unit):
        one = bytes.__new__(cls, [value])
        one._value_ = value
        one.label = label
        one.unit = unit
        return one

    X = (0, "X axis", "km")
    Y = (1, "Y axis", "m")


print(Coordinate.Y.label, Coordinate.Y.unit, Coordinate(1) is Coordinate.Y, Coordinate.Y.value)


class Http(IntEnum):
    def __new__(cls, code, phrase):
        one = int.__new__(cls, code)
        one._value_ = code
        one.phrase = phrase
        return one

    OK = 200, "fine"
    MISSING = 404, "not here"


print(Http.OK.phrase, Http(404), Http.OK + 1, repr(Http.MISSING), Http.MISSING == 404)


class Temperature(float, Enum):
    FREEZING = 0
    BOILING = 100.0

    @property
    def fahrenheit(self):
        return self * 9 / 5 + 32


print(Temperature.BOILING.fahrenheit, repr(Temperature.FREEZING), Temperature.BOILING > 50)


class Point(tuple, Enum):
    ORIGIN = (0, 0)
    UNIT = (1, 1)


print(Point.UNIT[0], Point.ORIGIN == (0, 0), repr(Point.UNIT), len(Point.UNIT))


class AutoNumber(Enum):
    def __new__(cls):
        one = object.__new__(cls)
        one._value_ = len(cls.__members__) + 1
        return one


class Season(AutoNumber):
    SPRING = ()
    SUMMER = ()


print(list(Season), Season(2))


class Mixin:
    def describe(self):
        return f"{type(self).__name__}:{self.name}"


class Fruit(Mixin, Enum):
    APPLE = "a"
    PEAR = "p"


class Sized(Mixin, str, Enum):
    SMALL = "s"


print(Fruit.APPLE.describe(), Sized.SMALL.describe(), Sized.SMALL.upper(), Sized.SMALL == "s")


class Reverse(Enum):
    def __init__(self, value):
        self.opposite = None
        if len(self.__class__):
            first = list(self.__class__)[0]
            self.opposite = first
            first.opposite = self

    NORTH = 0
    SOUTH = 1


print(Reverse.NORTH.opposite, Reverse.SOUTH.opposite)
for attempt in (lambda: Http(1), lambda: Point((5, 5)), lambda: Temperature(3)):
    try:
        attempt()
    except ValueError as error:
        print(error)
