class Lambda:
    def __init__(self, names, body, env): self.names, self.body, self.env = names, body, env
    def __call__(self, *args):
        if len(args) != len(self.names):
            raise TypeError(f"expected {len(self.names)} arguments, got {len(args)}")
        return evaluate(self.body, Env(zip(self.names, args), self.env))

class Env(dict):
    def __init__(self, pairs=(), outer=None):
        super().__init__(pairs)
        self.outer = outer
    def find(self, name):
        if name in self: return self
        if self.outer is None: raise NameError(f"unbound: {name}")
        return self.outer.find(name)

def parse(text):
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    def read():
        if not tokens: raise SyntaxError("unexpected end")
        token = tokens.pop(0)
        if token == "(":
            out = []
            while tokens and tokens[0] != ")":
                out.append(read())
            if not tokens: raise SyntaxError("missing )")
            tokens.pop(0)
            return out
        if token == ")": raise SyntaxError("unexpected )")
        for kind in (int, float):
            try: return kind(token)
            except ValueError: pass
        return token
    return read()

def evaluate(x, env):
    if isinstance(x, str): return env.find(x)[x]
    if not isinstance(x, list): return x
    match x:
        case ["quote", value]: return value
        case ["if", test, yes, no]: return evaluate(yes if evaluate(test, env) else no, env)
        case ["define", str(name), value]: env[name] = evaluate(value, env)
        case ["define", [name, *names], body]: env[name] = Lambda(names, body, env)
        case ["set!", name, value]: env.find(name)[name] = evaluate(value, env)
        case ["lambda", names, body]: return Lambda(names, body, env)
        case ["begin", *steps]:
            for step in steps: result = evaluate(step, env)
            return result
        case ["let", pairs, body]:
            return evaluate(body, Env([(n, evaluate(v, env)) for n, v in pairs], env))
        case [f, *args]: return evaluate(f, env)(*[evaluate(a, env) for a in args])

def fold(f):
    def run(first, *rest):
        for value in rest: first = f(first, value)
        return first
    return run

world = Env({"+": fold(lambda a,
      b: a + b), "*": fold(lambda a, b: a * b), "-": fold(lambda a, b: a - b),
             "<": lambda a, b: a < b, "=": lambda a, b: a == b, "list": lambda *a: list(a),
             "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, l: [a] + l,
             "null?": lambda l: l == [], "map": lambda f, l: [f(v) for v in l]})
for line in ["(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))", "(fact 20)",
      "(+ 1 2.5 (* 2 3))",
             "(define compose (lambda (f g) (lambda (x) (f (g x)))))",
             "((compose (lambda (x) (* x x)) (lambda (x) (+ x 1))) 4)", "(map fact (list 1 2 3 4))",
             "(define (make) (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n))))",
             "(define c (make))", "(list (c) (c) (c))", "(quote (a (b) 1))", "(undefined 1)", "(fact)",
             "(car (list))", "(+ 1 2", ")", "(1 2)", "(define (len l) (if (null? l) 0 (+ 1 (len (cdr l)))))",
             "(len (quote (x y z)))"]:
    try:
        print(line, "=>", evaluate(parse(line), world))
    except (NameError, TypeError, IndexError, SyntaxError) as error:
        print(line, "!!", type(error).__name__, error)
