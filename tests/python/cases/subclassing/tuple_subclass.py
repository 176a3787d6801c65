class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
    @property
    def y(self): return self[1]
    def __add__(self, other): return Point(self.x + other.x, self.y + other.y)
    def __repr__(self): return f"Point{tuple(self)!r}"

p = Point(1, 2)
print(p, p.x, p.y, p + Point(3, 4), p == (1, 2), len(p), hash(p) == hash((1, 2)), p[::-1])
x, y = p
print(x, y, isinstance(p, tuple), [p], {p: 1}[(1, 2)], p < Point(1, 3), sorted([Point(2, 0), p]))
print(type(p * 2).__name__, p * 2, 2 in p, p.index(2), p.count(1), "%s-%s" % p)
p.label = "L"
print(p.label)
try:
    p[0] = 5
except TypeError as error:
    print(error)
try:
    p.x = 5
except AttributeError as error:
    print(error)
