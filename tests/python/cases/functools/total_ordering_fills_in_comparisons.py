from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, major, minor):
        self.key = (major, minor)

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.key == other.key

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.key < other.key

    def __repr__(self):
        return "v%d.%d" % self.key


a, b, c = Version(1, 2), Version(1, 10), Version(1, 2)
print(a < b, a <= b, a > b, a >= b, a == c, a <= c, a >= c, a != b, a > c)
print(sorted([b, a]), max(a, b), min(a, b))
for compare in (lambda: a < 5, lambda: a >= 5, lambda: 5 <= a):
    try:
        compare()
    except TypeError as e:
        print(e)


def make(name, operation):
    class Number:
        def __init__(self, n):
            self.n = n

        def __eq__(self, other):
            return self.n == other.n

    setattr(Number, name, lambda self, other: operation(self.n, other.n))
    return total_ordering(Number)


for name, operation in [
    ("__le__", lambda x, y: x <= y), ("__gt__", lambda x, y: x > y), ("__ge__", lambda x, y: x >= y),
]:
    N = make(name, operation)
    pairs = [(N(1), N(2)), (N(2), N(2)), (N(3), N(2))]
    print(name, [(x < y, x <= y, x > y, x >= y) for x, y in pairs])
try:
    @total_ordering
    class Nothing:
        pass
except ValueError as e:
    print(e)
