from dataclasses import dataclass


class Term:
    def __add__(self, other):
        return Sum(self, wrap(other))

    def __radd__(self, other):
        return Sum(wrap(other), self)

    def __mul__(self, other):
        return Product(self, wrap(other))

    def __rmul__(self, other):
        return Product(wrap(other), self)

    def __pow__(self, n):
        return Power(self, n)


@dataclass(frozen=True)
class Number(Term):
    value: int


@dataclass(frozen=True)
class Variable(Term):
    name: str


@dataclass(frozen=True)
class Sum(Term):
    left: Term
    right: Term


@dataclass(frozen=True)
class Product(Term):
    left: Term
    right: Term


@dataclass(frozen=True)
class Power(Term):
    base: Term
    n: int


def wrap(value):
    return value if isinstance(value, Term) else Number(value)


def derive(term, name):
    match term:
        case Number():
            return Number(0)
        case Variable(n):
            return Number(int(n == name))
        case Sum(a, b):
            return derive(a, name) + derive(b, name)
        case Product(a, b):
            return derive(a, name) * b + a * derive(b, name)
        case Power(a, n):
            return n * a ** (n - 1) * derive(a, name)


def simple(term):
    match term:
        case Sum(a, b):
            match simple(a), simple(b):
                case Number(x), Number(y):
                    return Number(x + y)
                case (Number(0), t) | (t, Number(0)):
                    return t
                case x, y:
                    return Sum(x, y)
        case Product(a, b):
            match simple(a), simple(b):
                case Number(x), Number(y):
                    return Number(x * y)
                case (Number(0), _) | (_, Number(0)):
                    return Number(0)
                case (Number(1), t) | (t, Number(1)):
                    return t
                case x, y:
                    return Product(x, y)
        case Power(a, 1):
            return simple(a)
        case Power(a, n):
            return Power(simple(a), n)
    return term


def show(term):
    match term:
        case Number(v) | Variable(v):
            return str(v)
        case Sum(a, b):
            return f"({show(a)} + {show(b)})"
        case Product(a, b):
            return f"{show(a)}*{show(b)}"
        case Power(a, n):
            return f"{show(a)}^{n}"


x, y = Variable("x"), Variable("y")
for f in (x, 3 * x + 2, x ** 3 + 4 * x * y, (x + y) ** 2 * x, wrap(7)):
    print(show(f), "->", show(simple(derive(f, "x"))))
print(simple(derive(x * x, "x")), x + 1 == Sum(Variable("x"), Number(1)), hash(x) == hash(Variable("x")))
