from collections import namedtuple


class Point(namedtuple("Point", "x y")):
    __slots__ = ()

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __str__(self):
        return f"<{self.x}, {self.y}>"


p = Point(3, 4)
print(p, repr(p), p.length, p + Point(1, 1), p._replace(x=0), type(p._replace(x=0)).__name__)
print(p == (3, 4), p._fields, Point._make([1, 2]), isinstance(p, tuple))


class Account(namedtuple("Account", "name balance")):
    def __new__(cls, name, balance=0):
        return super().__new__(cls, name.title(), balance)

    def deposit(self, amount):
        return self._replace(balance=self.balance + amount)


a = Account("ann")
print(a, a.deposit(5), a)
Base = namedtuple("Base", "a")
Both = namedtuple("Both", Base._fields + ("b",))
print(Both(1, 2), Base(1) == Both(1, 2)[:1])
rows = [Account("zoe", 3), Account("bob", 7)]
print(sorted(rows), sorted(rows, key=lambda row: row.balance), [name for name, _ in rows])
