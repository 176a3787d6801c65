from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        """The surface."""

    @property
    @abstractmethod
    def name(self):
        return "shape"

    @classmethod
    @abstractmethod
    def unit(cls):
        return cls(1)

    @staticmethod
    @abstractmethod
    def sides():
        return 0

    def describe(self):
        return f"{self.name} of {self.area()} with {self.sides()} sides"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2

    @property
    def name(self):
        return "square from " + super().name

    @classmethod
    def unit(cls):
        return super().unit()

    @staticmethod
    def sides():
        return 4


class Partial(Shape):
    def area(self):
        return 1


print(Square(3).describe(), Square.unit().side)
print(sorted(Shape.__abstractmethods__), sorted(Partial.__abstractmethods__))
print(Square.__abstractmethods__, isinstance(Square(1), Shape), issubclass(Partial, Shape))
for cls in (Shape, Partial):
    try:
        cls()
        print("made")
    except TypeError as error:
        print(str(error).split(" with")[0].split(" without")[0])


class Meta(metaclass=ABCMeta):
    @abstractmethod
    def run(self):
        pass


class Runner(Meta):
    def run(self):
        return "ran"


print(Runner().run(), type(Runner) is ABCMeta, ABCMeta.__name__)


class NoMethods(ABC):
    pass


print(isinstance(NoMethods(), NoMethods))


class Mixin(Shape, ABC):
    area = lambda self: 2
    name = "m"
    unit = sides = None


print(Mixin().area(), Mixin().name)
