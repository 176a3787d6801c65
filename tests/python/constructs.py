"""The larger constructs of random programs: classes, generators, with, match and mazes of finally.

Constructs is the part of generate.Program that writes them. What a class or a generator can be
asked for becomes a form of an expression, so that the statements after it use it.
"""

PRELUDE = '''\
class Failure(ValueError):
    def __init__(self, text, code=0):
        super().__init__(text)
        self.code = code

class Worse(Failure, LookupError):
    def __str__(self):
        return f"worse {self.args[0]!r} {self.code}"

class Manager:
    def __init__(self, name, *swallowed):
        self.name, self.swallowed = name, swallowed

    def __enter__(self):
        print("enter", self.name)
        return len(self.name)

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value)
        return kind is not None and issubclass(kind, self.swallowed)
'''
SWALLOWED = ["", ", ValueError", ", ArithmeticError, LookupError", ", Exception"]
LOG_LIMIT = "if len(log) > 60: return log"

# What a class may define beside its own methods: the body's lines and the forms that use it.
# `a` is an int, `s` a str and `n` a list of ints that the instance has.
SPECIAL = [
    (["def __len__(self): return len(self.n)"], [("int", "len(«object»)"), ("bool", "bool(«object»)")]),
    (["def __bool__(self): return self.a % 2 == 0"],
     [("bool", "(not «object»)"), ("str", "('t' if «object» else 'f')")]),
    (["def __iter__(self):", "    yield self.a", "    yield from self.n"],
     [("ints", "list(«object»)"), ("int", "max(«object»)"), ("ints", "[«int», *«object»]"),
      ("bool", "(«int» in «object»)")]),
    (["def __getitem__(self, i): return self.n[i]"],
     [("int", "«object»[«?0|-1|1»]"), ("ints", "«object»[«?:2|::-1|1:»]")]),
    (["def __contains__(self, x): return x == self.a or x in self.n"],
     [("bool", "(«int» «?in|not in» «object»)")]),
    (["def __call__(self, x, *more, k=1): return (self.a + x * k + len(more)) % 10007"],
     [("int", "«object»(«int»)"), ("int", "«object»(«int», 1, 2, k=«?2|-1»)"),
      ("ints", "list(map(«object», «ints»))")]),
    (["def __eq__(self, other):", "    if not isinstance(other, «class»): return NotImplemented",
      "    return self.a == other.a", "__hash__ = None"],
     [("bool", "(«object» «?==|!=» «object»)"), ("bool", "(«object» == «int»)")]),
    (["def __lt__(self, other):", "    return self.a < (other if isinstance(other, int) else other.a)"],
     [("bool", "(«object» «?<|>» «object»)"), ("bool", "(«object» < «int»)"),
      ("int", "min(«object», «object»).a")]),
    (["def __add__(self, other):", "    if isinstance(other, str): return NotImplemented",
      "    return «class»((self.a + int(other)) % 10007, self.s, self.n)",
      "def __radd__(self, other): return other * 2 + self.a",
      "def __int__(self): return self.a"],
     [("int", "(«object» + «int»).a"), ("int", "(«int» + «object»)"), ("int", "int(«object»)"),
      ("str", "str(«str» + «object»)"), ("int", "(«object» + «object»).a")]),
    (["def __getattr__(self, name):", "    if name.startswith('x'): return len(name)",
      "    raise AttributeError(name)"],
     [("int", "«object».«?x|xyz|y»"), ("bool", "hasattr(«object», «?'xa'|'ya'|'a'»)")]),
    (["def __format__(self, spec): return f'<{self.a:{spec or 5}}>'"],
     [("str", "f'{«object»}'"), ("str", "format(«object», «?'08'|'>+7'|'x'»)")]),
    (["def __str__(self): return f'str {self.s}'"], [("str", "str(«object»)"), ("str", "f'{«object»!s:>9}'")]),
    (["def __enter__(self): return self.a", "def __exit__(self, *info): return info[0] is KeyError"], []),
    (["def __index__(self): return self.a % 3"],
     [("ints", "list(range(«object»))"), ("int", "[10, 20, 30][«object»]")]),
    (["@property", "def twice(self): return self.a * 2", "@twice.setter",
      "def twice(self, v): self.a = v % 997"],
     [("int", "«object».twice")]),
    (["@classmethod", "def make(cls, *n): return cls(len(n), cls.__name__, list(n))",
      "@staticmethod", "def half(x): return x // 2"],
     [("str", "«class».make(«int», 2).s"), ("int", "«object».half(«int»)"), ("ints", "«class».make(*«ints»).n")]),
]


class Constructs:
    """A part of Program, whose fields and methods it uses."""

    def prelude(self):
        for line in PRELUDE.splitlines():
            self.emit(0, line)
        self.emit(0, "")

    def instance(self):
        return self.pick(self.objects)

    def known_class(self):
        """A class with two methods, some special methods and, at times, a base with the same."""
        name = self.name("C")
        base = self.pick(self.classes) if self.classes and self.chance(0.6) else None
        self.emit(0, f"class {name}({base}):" if base else f"class {name}:")
        if base and self.chance(0.5):
            self.emit(1, "def __init__(self, a=1, s='d', n=()):")
            self.emit(2, "super().__init__(a + 1, s * 2, n)")
        elif not base:
            self.emit(1, f"kind = {self.literal('str')}")
            self.emit(1, "def __init__(self, a=3, s='s', n=()):")
            self.emit(2, "self.a, self.s, self.n = a % 1000003, s[:20], list(n)[:8]")
            self.emit(1, "def __repr__(self): return f'{type(self).__name__}({self.a}, {self.s!r})'")
        forms = [("int", "«object».a"), ("str", "«object».s"), ("ints", "«object».n[:5]")]
        forms += [("str", "repr(«object»)"), ("str", "«object».kind"), ("bool", f"isinstance(«object», {name})")]
        forms += [(kind, self.method(name, method, kind)) for method, kind in (("m", "int"), ("t", "str"))]
        for body, uses in self.random.sample(SPECIAL, self.random.randint(2, 6)):
            for line in body:
                self.emit(1, line.replace("«class»", name))
            forms += [(kind, form.replace("«class»", name)) for kind, form in uses]
        self.emit(0, "")
        self.classes.append(name)
        for _ in range(2):
            instance = self.name("o")
            arguments = ", ".join(self.literal(kind) for kind in ("int", "str", "ints"))
            self.emit(0, f"{instance} = {name}({arguments})")
            self.objects.append(instance)
        self.methods += forms

    def method(self, owner, method, kind):
        """Emit a method; the form that calls it."""
        self.emit(1, f"def {method}(self, p, q=2):")
        self.scopes.append({"self.a": "int", "self.s": "str", "p": "int", "q": "int"})
        self.calls = 1
        if self.classes and self.chance(0.4):
            self.emit(2, f"p = super().{method}(p, q) if hasattr(super(), {method!r}) else p")
            if kind == "str":
                self.emit(2, "p = len(p) if isinstance(p, str) else p")
        for _ in range(self.random.randint(1, 2)):
            self.statement(2, 1)
        self.emit(2, f"return {self.cut(kind, self.expression(kind, 2))}")
        self.scopes.pop()
        return f"«object».{method}(«int»)" if self.chance(0.5) else f"«object».{method}(q=«int», p=«int»)"

    def generator(self):
        name = self.name("gen")
        self.emit(0, f"def {name}(n, items=(1, 2)):")
        self.scopes.append({"n": "int"})
        self.frozen.add("n")
        self.calls = 1
        self.emit(1, "n = n % 5")
        self.emit(1, "got = 0")
        self.emit(1, "try:")
        self.emit(2, "for i in range(n):")
        self.emit(3, f"got = yield {self.cut('int', self.expression('int', 2))}")
        self.emit(3, self.pick(["if got: yield got", "if got == 3: return 'three'", "print('got', got)",
                                "if i == 2: raise Failure('in a generator')"]))
        if self.chance(0.6):
            self.emit(2, self.pick(["yield from items", "yield from (v * 2 for v in items)",
                                    "n = yield from iter(items)"]))
        self.emit(1, f"except {self.pick(['ValueError', 'KeyError', 'GeneratorExit', 'Failure'])} as error:")
        self.emit(2, self.pick(["print('handled', error)", "yield 99", "raise", "return 'handled'"]).replace(
            "yield 99", "yield 99 if type(error) is not GeneratorExit else print('exit')"))
        if self.chance(0.6):
            self.emit(1, "finally:")
            self.emit(2, "print('closed', n)")
        self.emit(1, "return got")
        self.emit(0, "")
        self.scopes.pop()
        self.frozen.discard("n")
        self.generators.append(name)
        self.methods += [("ints", f"list({name}(«int», «ints»))[:8]"), ("int", f"sum({name}(«int»))"),
                         ("ints", f"[v for v in {name}(«int»)]")]
        # Nothing leaves one of them behind half-way: CPython would close it at once.

    def drive(self, indent):
        """Use a generator step by step."""
        if not self.generators:
            return self.show(indent)
        it = self.name("it")
        self.emit(indent, f"{it} = {self.pick(self.generators)}({self.literal('int')})")
        self.emit(indent, "try:")
        steps = [f"next({it})", f"{it}.send({self.literal('int')})", f"next({it}, 'none')", f"{it}.send(None)",
                 f"{it}.throw(ValueError('thrown'))", f"{it}.throw(KeyError)", f"{it}.close()", f"list({it})"]
        for _ in range(self.random.randint(1, 4)):
            self.emit(indent + 1, f"print({self.pick(steps)})")
        self.emit(indent, "except StopIteration as stop:")
        self.emit(indent + 1, "print('stop', stop.value)")
        self.emit(indent, "except (Failure, RuntimeError, TypeError, ValueError, KeyError) as error:")
        self.emit(indent + 1, "print(type(error).__name__, error, repr(error.__context__))")
        self.emit(indent, "finally:")
        self.emit(indent + 1, f"{it}.close()")

    def managed(self, indent, depth):
        names = [self.name("w") for _ in range(self.random.randint(1, 2))]
        heads = [f"Manager({self.literal('str')}{self.pick(SWALLOWED)})" for _ in names]
        self.emit(indent, f"{names[0]} = 0")
        self.emit(indent, f"with {heads[0]} as {names[0]}{', ' + heads[1] if names[1:] else ''}:")
        self.scopes[-1][names[0]] = "int"
        self.block(indent + 1, depth - 1)
        if self.chance(0.4):
            raised = self.pick(["Failure", "Worse", "KeyError", "ZeroDivisionError"])
            self.emit(indent + 1, f"if {self.expression('bool', 1)}: raise {raised}({self.literal('str')})")

    def matched(self, indent, depth):
        """A match over a tuple, so that every kind of pattern has its place."""
        kinds = [self.pick(["int", "str", "ints", "strs", "table", "float", "bool"]) for _ in range(2)]
        subject = ", ".join(self.expression(kind, 2) for kind in kinds)
        self.emit(indent, f"match {subject}:")
        for _ in range(self.random.randint(1, 4)):
            bound = {}
            patterns = ", ".join(self.pattern(kind, bound) for kind in kinds)
            guard = f" if {self.expression('bool', 1)}" if self.chance(0.3) else ""
            self.emit(indent + 1, f"case {self.pick(['({})', '[{}]', '{}']).format(patterns)}{guard}:")
            self.scopes.append(dict(bound))
            self.frozen |= set(bound)
            if bound:
                self.emit(indent + 2, f"print('case', {', '.join(bound)})")
            self.scopes.pop()
            self.block(indent + 2, depth - 1)
        self.emit(indent + 1, "case _:")
        self.emit(indent + 2, "print('no case')")

    def pattern(self, kind, bound):
        name = self.name("c")
        choices = ["_", name, f"({self.literal('int')} | {self.literal('str')}) as {name}", "None"]
        if kind in ("int", "bool", "float"):
            choices += [f"int({name})", f"float() | int() as {name}", "True", "0 | 1 | 2"]
        elif kind == "str":
            choices += [f"str({name})", "'' | 'a'", f"str() as {name}", repr(self.pick(["a", "abc", ""]))]
        elif kind in ("ints", "strs"):
            choices += [f"[{name}, *_]", f"[*{name}]", "[]", f"[_, {name}, _]", f"[*{name}, _]", f"list({name})"]
        else:
            choices += ["{'a': " + name + "}", "{**" + name + "}", "{'a': _, **" + name + "}", "dict() as " + name]
        chosen = self.pick(choices)
        if name in chosen:
            bound[name] = "object"
        return chosen

    def maze(self):
        """A function of nested try statements that leave in every way."""
        name = self.name("maze")
        self.emit(0, f"def {name}(n):")
        self.emit(1, "log = []")
        self.emit(1, "for i in range(4):")
        self.emit(2, LOG_LIMIT)
        self.maze_block(2, 3)
        self.emit(1, "else:")
        self.emit(2, "log.append('else')")
        self.emit(1, "return log")
        self.emit(0, "")
        self.emit(0, "for n in range(6):")
        self.emit(1, "try:")
        self.emit(2, f"print(n, {name}(n))")
        self.emit(1, "except Exception as error:")
        self.emit(2, "print(n, type(error).__name__, error, repr(error.__context__), repr(error.__cause__))")

    def maze_block(self, indent, depth):
        for _ in range(self.random.randint(1, 3)):
            roll = self.random.random()
            if depth > 0 and roll < 0.45:
                self.maze_try(indent, depth - 1)
            elif roll < 0.6:
                self.emit(indent, f"log.append({self.random.randint(0, 99)})")
            else:
                leave = self.pick(["return log", "return 'r' + str(i)", "break", "continue", "1 // 0", "{}[i]",
                                   f"raise Failure('f', {self.random.randint(0, 9)})", "raise Worse('w') from KeyError(n)",
                                   "raise Worse('x') from None", "log.append(n // i)", "log.append(i)"])
                modulus = self.random.randint(2, 4)
                self.emit(indent, f"if (n + i) % {modulus} == {self.random.randrange(modulus)}: {leave}")

    def maze_try(self, indent, depth):
        self.emit(indent, "try:")
        self.maze_block(indent + 1, depth)
        kinds = self.random.sample(["Worse", "Failure", "KeyError", "ZeroDivisionError", "Exception"],
                                   self.random.randint(0, 2))
        for kind in kinds:
            self.emit(indent, f"except {kind} as e:")
            self.emit(indent + 1, f"log.append({kind[0]!r} + str(e))")
            if self.chance(0.2):
                self.emit(indent + 1, self.pick(["raise", "raise KeyError('again')", "raise Failure('new') from e"]))
            else:
                self.maze_block(indent + 1, depth - 1)
        if kinds and self.chance(0.3):
            self.emit(indent, "else:")
            self.maze_block(indent + 1, depth - 1)
        if not kinds or self.chance(0.6):
            self.emit(indent, "finally:")
            self.emit(indent + 1, "log.append('f')")
            if self.chance(0.5):
                self.maze_block(indent + 1, depth - 1)
