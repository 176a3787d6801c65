class Shape:
    def area(self):
        raise NotImplementedError("area of " + type(self).__name__)

    def __lt__(self, other):
        return self.area() < other.area()

class Circle(Shape):
    def __init__(self, r): self.r = r
    def area(self): return round(3.14159 * self.r ** 2, 2)

class Square(Shape):
    def __init__(self, a): self.a = a
    def area(self): return self.a ** 2

class Odd(Shape):
    pass

shapes = [Square(4), Circle(1), Square(1.5), Circle(2)]
print([s.area() for s in sorted(shapes)])
try:
    Odd().area()
except NotImplementedError as error:
    print(type(error).__name__, error)
try:
    sorted([Odd(), Square(1)])
except NotImplementedError as error:
    print(error)
