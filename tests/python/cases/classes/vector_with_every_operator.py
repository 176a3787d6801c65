class Vector:
    __slots__ = ("x", "y")
    def __init__(self, x=0, y=0):
        self.x, self.y = x, y
    def __repr__(self):
        return f"Vector({self.x!r}, {self.y!r})"
    def __iter__(self):
        yield self.x
        yield self.y
    def __eq__(self, other):
        return tuple(self) == tuple(other) if isinstance(other, Vector) else NotImplemented
    def __hash__(self):
        return hash((self.x, self.y))
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y) if isinstance(other, Vector) else NotImplemented
    def __sub__(self, other):
        return self + -other
    def __neg__(self):
        return Vector(-self.x, -self.y)
    def __pos__(self):
        return self
    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self):
        return bool(self.x or self.y)
    def __mul__(self, factor):
        if isinstance(factor, Vector):
            return self.x * factor.x + self.y * factor.y
        return Vector(self.x * factor, self.y * factor)
    __rmul__ = __mul__
    def __floordiv__(self, n):
        return Vector(self.x // n, self.y // n)
    def __getitem__(self, i):
        return tuple(self)[i]
    def __len__(self):
        return 2
    def __contains__(self, n):
        return n in tuple(self)
    def __round__(self, digits=None):
        return Vector(round(self.x, digits), round(self.y, digits))
    def __invert__(self):
        return Vector(self.y, self.x)
a, b = Vector(3, 4), Vector(1, -2)
print(a + b, a - b, -a, +a is a, abs(a), bool(Vector()), a * 2, 2 * a, a * b, a // 2, ~a)
print(a == Vector(3, 4), a != b, a == (3, 4), len({a, b, Vector(3, 4)}), a[0], a[-1], a[:], len(a), 4 in a, list(a))
print(round(Vector(1.256, 2.5), 1), round(Vector(1.5, 2.5)), sum([a, b], Vector()), [*a, *b], max(a, b, key=abs))
x, y = a
print(x, y, dict([a, b]), sorted([a, b], key=tuple))
for action in (lambda: a + 1, lambda: 1 + a, lambda: a < b, lambda: a / 2, lambda: setattr(a, "z", 1), lambda: a[5]):
    try:
        print(action())
    except (TypeError, AttributeError, IndexError) as error:
        print(type(error).__name__, error)
