from math import gcd

class Frac:
    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Frac({n}, 0)")
        g = gcd(n, d) * (-1 if d < 0 else 1)
        self.n, self.d = n // g, d // g
    def _of(x): return x if isinstance(x, Frac) else Frac(x)
    def __add__(self, o): o = Frac._of(o); return Frac(self.n * o.d + o.n * self.d, self.d * o.d)
    __radd__ = __add__
    def __neg__(self): return Frac(-self.n, self.d)
    def __sub__(self, o): return self + -Frac._of(o)
    def __rsub__(self, o): return -self + o
    def __mul__(self, o): o = Frac._of(o); return Frac(self.n * o.n, self.d * o.d)
    __rmul__ = __mul__
    def __truediv__(self, o): o = Frac._of(o); return Frac(self.n * o.d, self.d * o.n)
    def __rtruediv__(self, o): return Frac._of(o) / self
    def __pow__(self, k): return Frac(self.n ** k, self.d ** k) if k >= 0 else 1 / self ** -k
    def __eq__(self, o): o = Frac._of(o); return (self.n, self.d) == (o.n, o.d)
    def __lt__(self, o): o = Frac._of(o); return self.n * o.d < o.n * self.d
    def __hash__(self): return hash(self.n) if self.d == 1 else hash((self.n, self.d))
    def __float__(self): return self.n / self.d
    def __bool__(self): return self.n != 0
    def __repr__(self): return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)

a, b = Frac(1, 2), Frac(-3, 4)
print(a + b, a - b, a * b, a / b, a + 1, 1 - a, 2 * b, 1 / a, a ** 3, b ** -2)
print(sum([Frac(1, n) for n in range(1, 8)]), a == Frac(2, 4), a == 1, b < a, a > b)
print(sorted([a, b, Frac(1, 3)]), float(b), bool(Frac(0)), {Frac(4, 2): "two"}[2])
try:
    a / 0
except ZeroDivisionError as error:
    print(error)
