from itertools import zip_longest


class Poly:
    P = 97

    def __init__(self, *coefficients):
        values = [c % self.P for c in coefficients]
        while values and not values[-1]:
            values.pop()
        self.c = tuple(values)

    def __add__(self, other):
        return type(self)(*(a + b for a, b in zip_longest(self.c, other.c, fillvalue=0)))

    def __neg__(self):
        return type(self)(*(-a for a in self.c))

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        out = [0] * (len(self.c) + len(other.c))
        for i, a in enumerate(self.c):
            for j, b in enumerate(other.c):
                out[i + j] += a * b
        return type(self)(*out)

    def __divmod__(self, other):
        if not other.c:
            raise ZeroDivisionError("division by the zero polynomial")
        rest, quotient = list(self.c), [0] * max(len(self.c) - len(other.c) + 1, 0)
        inverse = pow(other.c[-1], -1, self.P)
        for i in reversed(range(len(quotient))):
            factor = rest[i + len(other.c) - 1] * inverse % self.P
            quotient[i] = factor
            for j, b in enumerate(other.c):
                rest[i + j] = (rest[i + j] - factor * b) % self.P
        return type(self)(*quotient), type(self)(*rest)

    def __call__(self, x):
        total = 0
        for a in reversed(self.c):
            total = (total * x + a) % self.P
        return total

    def __bool__(self):
        return bool(self.c)

    def __eq__(self, other):
        return self.c == other.c

    def __str__(self):
        terms = [f"{a}x^{i}" if i > 1 else f"{a}x" if i else str(a) for i, a in enumerate(self.c) if a]
        return " + ".join(reversed(terms)) or "0"


a, b = Poly(1, 0, 3, 5, 96), Poly(2, 1, 4)
q, r = divmod(a, b)
print(a, "|", b, "|", q, "|", r, "|", a - a)
print(q * b + r == a, [a(x) for x in range(6)], bool(a - a))
g, h = a * b, b * Poly(7, 1)
while h:
    g, h = h, divmod(g, h)[1]
print(g)
try:
    divmod(a, Poly())
except ZeroDivisionError as error:
    print(error)
