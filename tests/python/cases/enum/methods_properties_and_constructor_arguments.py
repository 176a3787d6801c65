from enum import Enum


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300e-11 * self.mass / (self.radius * self.radius)

    def describe(self):
        return f"{self.name} {self.value}"

    @classmethod
    def first(cls):
        return cls.MERCURY

    @staticmethod
    def three():
        return 3


print(Planet.EARTH, repr(Planet.EARTH), Planet.EARTH.gravity)
print(Planet.EARTH.describe(), Planet.first(), Planet.three(), Planet.EARTH.three())
print(Planet((3.303e23, 2.4397e6)).mass)


class Spoken(Enum):
    def hello(self):
        return f"hello {self.name}"

    def __str__(self):
        return self.name.lower()


class Word(Spoken):
    A = "x"
    B = "y"


print(str(Word.A), f"{Word.B:>4}", repr(Word.A), Word.A.hello(), issubclass(Word, Spoken))


class Ordered(Enum):
    LOW = 1
    HIGH = 2

    def __lt__(self, other):
        if self.__class__ is other.__class__:
            return self.value < other.value
        return NotImplemented


print(Ordered.LOW < Ordered.HIGH, sorted([Ordered.HIGH, Ordered.LOW]), max(Ordered))
try:
    Ordered.LOW < 3
except TypeError as error:
    print(error)


class Numbered(Enum):
    def __new__(cls, label):
        one = object.__new__(cls)
        one._value_ = len(cls.__members__) + 1
        one.label = label
        return one

    FIRST = "f"
    SECOND = "s"


print(list(Numbered), Numbered(2).label)
