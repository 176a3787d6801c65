class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

class Hashed(Point):
    def __hash__(self):
        return hash(self.x)

class Again(Point):
    __hash__ = object.__hash__

class None_(Hashed):
    __hash__ = None

for call in [lambda: hash(Point(1)), lambda: {Point(1)}, lambda: {Point(1): 2},
             lambda: hash(None_(1)), lambda: set([Point(1)])]:
    try:
        call()
    except TypeError as error:
        print(error)
print(Point.__hash__, Point(1) == Point(1), Point(1) != Point(2), Point(1) == 1)
print(len({Hashed(1), Hashed(1), Hashed(2)}), {Hashed(3): "x"}[Hashed(3)])
print(len({Again(1), Again(1)}))

class Inherits(Hashed):
    pass

class Overrides(Hashed):
    def __eq__(self, other):
        return False

print(hash(Inherits(5)) == hash(5))
try:
    hash(Overrides(1))
except TypeError as error:
    print(error)
