class Shape:
    sides = 0

    @classmethod
    def describe(cls):
        return f"{cls.__name__} with {cls.sides} sides"

    @classmethod
    def build(cls, *args):
        return cls(*args)

    @staticmethod
    def double(x):
        return 2 * x

class Square(Shape):
    sides = 4

    def __init__(self, size=1):
        self.size = size

print(Shape.describe(), Square.describe(), Square().describe())
s = Square.build(5)
print(type(s).__name__, s.size, s.double(4), Square.double("ab"))
print(Square.describe.__self__ is Square, Shape.double(1.5))
other = Square.build
print(other(3).size)

class Chain(Square):
    @classmethod
    def describe(cls):
        return "<" + super().describe() + ">"

    @staticmethod
    def double(x):
        return Square.double(x) + 1

print(Chain.describe(), Chain.double(10), Chain().describe())
