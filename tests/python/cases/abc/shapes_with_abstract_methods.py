from abc import ABC, abstractmethod
import math

class Shape(ABC):
    count = 0
    def __init_subclass__(cls, sides=0, **rest):
        super().__init_subclass__(**rest)
        cls.sides = sides
    def __new__(cls, *arguments):
        Shape.count += 1
        return super().__new__(cls)
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def __lt__(self, other):
        return self.area() < other.area()
    def __str__(self):
        return f"{self.name} with {self.sides} sides: {self.area():.2f}"
class Circle(Shape):
    name = "circle"
    def __init__(self, r):
        self.r = r
    def area(self):
        return math.pi * self.r ** 2
class Rectangle(Shape, sides=4):
    def __init__(self, a, b):
        self.a, self.b = a, b
    @property
    def name(self):
        return "square" if self.a == self.b else "rectangle"
    def area(self):
        return self.a * self.b
shapes = [Rectangle(2, 3), Circle(1), Rectangle(2, 2)]
for shape in sorted(shapes):
    print(shape)
print(Shape.count, sorted(Shape.__abstractmethods__), Circle.__abstractmethods__, isinstance(shapes[0], Shape))
class Partial(Shape):
    def area(self):
        return super().area()
for kind in (Shape, Partial):
    try:
        kind()
    except TypeError as error:
        print("abstract" in str(error), kind.__name__)
print(Rectangle(1, 2) < Circle(5), max(shapes).name)
