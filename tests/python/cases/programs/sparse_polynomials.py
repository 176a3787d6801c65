class Poly:
    def __init__(self, terms=()):
        self.terms = {}
        for power, factor in dict(terms).items():
            if factor: self.terms[power] = factor
    @classmethod
    def of(cls, *coefficients): return cls(enumerate(reversed(coefficients)))
    def degree(self): return max(self.terms, default=-1)
    def __call__(self, x): return sum(f * x ** p for p, f in self.terms.items())
    def __add__(self, o):
        if not isinstance(o, Poly): o = Poly({0: o})
        return Poly({p: self.terms.get(p, 0) + o.terms.get(p, 0) for p in {*self.terms, *o.terms}})
    __radd__ = __add__
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + (-o)
    def __mul__(self, o):
        if not isinstance(o, Poly): return Poly({p: f * o for p, f in self.terms.items()})
        out = {}
        for p, f in self.terms.items():
            for q, g in o.terms.items(): out[p + q] = out.get(p + q, 0) + f * g
        return Poly(out)
    __rmul__ = __mul__
    def __pow__(self, n):
        out = Poly({0: 1})
        for _ in range(n): out = out * self
        return out
    def __divmod__(self, o):
        rest, quotient = self, Poly()
        while rest.degree() >= o.degree():
            shift = rest.degree() - o.degree()
            term = Poly({shift: rest.terms[rest.degree()] // o.terms[o.degree()]})
            if not term.terms: break
            quotient, rest = quotient + term, rest - term * o
        return quotient, rest
    def derive(self): return Poly({p - 1: p * f for p, f in self.terms.items() if p})
    def __eq__(self,
          o): return self.terms == (o.terms if isinstance(o, Poly) else Poly({0: o}).terms)
    def __repr__(self):
        parts = []
        for p in sorted(self.terms, reverse=True):
            f = self.terms[p]
            body = "x" if p == 1 else f"x^{p}" if p else ""
            parts.append(f"{'-' if f < 0 else '+'} {'' if abs(f) == 1 and body else abs(f)}{body}")
        return " ".join(parts).removeprefix("+ ") or "0"

x = Poly.of(1, 0)
p, q = Poly.of(1, -3, 0, 2), x + 1
print(p, q, p + q, p - p, p * q, (x - 1) ** 4, 2 * p, p + 5, sep=" | ")
print(divmod(p * q + 7, q), p(2), p.derive(), p.derive().derive()(10), q == x + 1, Poly() == 0,
      p.degree())
