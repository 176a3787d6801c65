import operator

class Expr:
    def __add__(self, o): return Binary("+", self, o)
class Number(Expr):
    def __init__(self, v): self.v = v
    def eval(self, env): return self.v
    def __str__(self): return str(self.v)
class Name(Expr):
    def __init__(self, n): self.n = n
    def eval(self, env): return env[self.n]
    def __str__(self): return self.n
class Unary(Expr):
    def __init__(self, op, e): self.op, self.e = op, e
    def eval(self, env): return {"-": operator.neg, "!": operator.not_}[self.op](self.e.eval(env))
    def __str__(self): return f"({self.op}{self.e})"
class Binary(Expr):
    OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
          "^": operator.pow,
           "<": operator.lt, "=": operator.eq}
    def __init__(self, op, a, b): self.op, self.a, self.b = op, a, b
    def eval(self, env): return self.OPS[self.op](self.a.eval(env), self.b.eval(env))
    def __str__(self): return f"({self.a} {self.op} {self.b})"
class Call(Expr):
    def __init__(self, f, args): self.f, self.args = f, args
    def eval(self, env): return self.f.eval(env)(*(a.eval(env) for a in self.args))
    def __str__(self): return f"{self.f}({', '.join(map(str, self.args))})"

POWER = {"=": 1, "<": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 6, "(": 7}

class Parser:
    def __init__(self, text):
        for c in "()+-*/^<=!,": text = text.replace(c, f" {c} ")
        self.tokens = text.split() + ["end"]
    def next(self): return self.tokens.pop(0)
    def expression(self, power=0):
        left = self.prefix(self.next())
        while POWER.get(self.tokens[0], 0) > power:
            op = self.next()
            if op == "(":
                args = []
                while self.tokens[0] != ")":
                    args.append(self.expression())
                    if self.tokens[0] == ",": self.next()
                self.next()
                left = Call(left, args)
            else: left = Binary(op, left, self.expression(POWER[op] - (op == "^")))
        return left
    def prefix(self, token):
        if token in "-!": return Unary(token, self.expression(5))
        if token == "(":
            inner = self.expression()
            if self.next() != ")": raise SyntaxError("expected )")
            return inner
        if token.replace(".",
              "").isdigit(): return Number(float(token) if "." in token else int(token))
        if token.isidentifier() and token != "end": return Name(token)
        raise SyntaxError(f"unexpected {token}")

env = {"x": 3, "y": 4, "max": max, "sq": lambda v: v * v}
for text in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x ^ 2", "max(x, y, sq(2)) - 1",
      "10 / 4 - 1.5", "x < y = 1 < 2",
             "!x + 1", "sq(sq(x))", "(1", "1 +", "z + 1", "1 / (x - 3)", "x(1)"]:
    try:
        tree = Parser(text).expression()
        print(text, "=>", tree, "=", tree.eval(env))
    except (SyntaxError, KeyError, ZeroDivisionError, TypeError) as error:
        print(text, "!!", type(error).__name__, error)
print(Number(1) + Name("x") + Number(2))
