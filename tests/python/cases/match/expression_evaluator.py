class Num:
    __match_args__ = ("value",)
    def __init__(self, value): self.value = value
class Bin:
    __match_args__ = ("op", "left", "right")
    def __init__(self, op, left, right): self.op, self.left, self.right = op, left, right
class Var:
    __match_args__ = ("name",)
    def __init__(self, name): self.name = name

def show(e):
    match e:
        case Num(v): return str(v)
        case Var(n): return n
        case Bin(op, l, r): return f"({show(l)} {op} {show(r)})"

def simplify(e):
    match e:
        case Bin(op, l, r):
            match Bin(op, simplify(l), simplify(r)):
                case Bin("+", Num(a), Num(b)): return Num(a + b)
                case Bin("*", Num(a), Num(b)): return Num(a * b)
                case Bin("+", Num(0), x) | Bin("+", x, Num(0)): return x
                case Bin("*", Num(0), _) | Bin("*", _, Num(0)): return Num(0)
                case Bin("*", Num(1), x) | Bin("*", x, Num(1)): return x
                case Bin("-", Var(a), Var(b)) if a == b: return Num(0)
                case other: return other
        case _: return e

x, y = Var("x"), Var("y")
for e in [Bin("+", Num(1), Num(2)), Bin("*", Num(0), x), Bin("+", Bin("*", Num(1), x), Num(0)),
          Bin("-", x, x), Bin("-", x, y), Bin("*", Bin("+", Num(2), Num(3)), Bin("+", y, Num(0)))]:
    print(show(e), "=>", show(simplify(e)))
