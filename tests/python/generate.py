"""Write a random, terminating Python program for the seed given as the only argument.

The same seed gives the same program on every Python from 3.9. The programs print what they
compute and depend on nothing else: no hash order, no identity, no clock, no float sum() (its
rounding changed in Python 3.12). Loops run a fixed number of times, functions call only
functions written before them, and values that could grow without end are cut back.
"""

import functools
import os
import random
import sys

from constructs import Constructs

INT, FLOAT, STR, BOOL, INTS, STRS, TABLE = "int", "float", "str", "bool", "ints", "strs", "table"
KINDS = [INT, INT, FLOAT, STR, BOOL, INTS, STRS, TABLE]

# How a value is cut back before it is stored in a variable that may be used again in a loop.
CUTS = {
    INT: ["({}) % 1000003", "({}) % (2**61 - 1)", "({}) % 10**25", "({}) % -97", "({}) & 0xFFFFFF"],
    FLOAT: ["({}) * 0.5", "({}) / 3", "-({}) * 0.25"],
    STR: ["({})[-30:]", "({})[:20]"],
    BOOL: ["bool({})", "not ({})"],
    INTS: ["({})[:10]", "({})[-8:]"],
    STRS: ["[w[:20] for w in ({})[:10]]", "[w[-15:] for w in ({})[-8:]]"],
    TABLE: ["dict(sorted(({}).items())[:8])"],
}
AUGMENTS = {
    INT: ["+=", "-=", "*=", "^=", "|=", "//=", "%="],
    FLOAT: ["+=", "-=", "*=", "/="],
    STR: ["+="],
    INTS: ["+="],
}
LOOP_SOURCES = {
    INT: ["range(«?3|5|6»)", "«ints»[:5]", "list(«table».values())[:5]"],
    STR: ["«str»[:5]", "«strs»[:5]", "list(«table»)[:5]"],
}
LIST_CHANGES = [
    ".append(«int»)",
    ".extend(«ints»)",
    ".insert(«?0|1|-1», «int»)",
    ".sort(«?|reverse=True»)",
    ".reverse()",
    ".pop(«?|0|-1»)",
    ".remove(«int»)",
    "[«?1:2|:1|::2|2:»] = «ints»",
    "[«?0|-1|2»] «?+=|-=|=» «int»",
]
TABLE_CHANGES = [
    "[«str»] = «int»",
    ".update(«table»)",
    ".setdefault(«str», «int»)",
    ".pop(«str»«?|, None»)",
    "[«?'a'|'b'»] += «int»",
]
HANDLED = ["Exception", "(ArithmeticError, LookupError, ValueError, TypeError, RuntimeError)"]
RAISED = ["ValueError", "KeyError", "RuntimeError", "Failure", "Worse"]
INT_EDGES = [0, 1, -1, 2, 3, 7, -7, 10, 255, 10**20, -(10**20), 2**53 + 1]
INT_EDGES += [2**31 - 1, -(2**31), 2**31, 2**32, 2**47, 2**53, 2**62, 2**63 - 1, -(2**63), 2**64]
FLOAT_EDGES = "0.0 -0.0 1.0 0.1 -2.5 1e16 1e22 3.75 -1e-5 123456.789 9007199254740992.0".split()
WORDS = ["", "a", "abc", "Edge", "x y", "1", "-42", "2.5", "node-7"]
WORDS += ["é", "日本", "\U0001F600", "tab\t", "q'q", '"']
KEYS = ["a", "b", "c", "key", "é", ""]


@functools.cache
def read_forms():
    """The expression forms of each kind, from forms.txt beside this file."""
    forms = {}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "forms.txt")
    with open(path, encoding="utf-8") as file:
        for line in file.read().split("\n"):
            if line.startswith("[") and line[1:-1] in KINDS:
                forms[line[1:-1]] = current = []
            elif line and not line.startswith("#"):
                current.append(line)
    return forms


class Program(Constructs):
    """The program so far: its lines and, for each scope, the variables and their kinds."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.forms = read_forms()
        self.lines = []
        self.scopes = [{}]
        self.functions = []
        self.classes = []
        self.objects = []
        self.generators = []
        self.methods = []
        self.frozen = set()
        self.names = 0
        self.loops = 0
        self.calls = 0

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, items):
        return items[int(self.random.random() * len(items))]

    def name(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}"

    def emit(self, indent, text):
        self.lines.append("    " * indent + text)

    def visible(self, kind):
        return [name for scope in self.scopes for name in scope if scope[name] == kind]

    def writable(self, kind):
        """The variables of the innermost scope that a statement may change."""
        scope = self.scopes[-1]
        return [name for name in scope if scope[name] == kind and name not in self.frozen]

    def literal(self, kind):
        if kind == INT:
            edge = self.chance(0.4)
            return repr(self.pick(INT_EDGES) if edge else self.random.randint(-100, 100))
        if kind == FLOAT:
            edge = self.chance(0.5)
            return self.pick(FLOAT_EDGES) if edge else repr(self.random.uniform(-50, 50))
        if kind == STR:
            return repr(self.pick(WORDS))
        if kind == BOOL:
            return self.pick(["True", "False"])
        if kind == TABLE:
            keys = self.random.sample(KEYS, self.random.randint(0, 4))
            return "{" + ", ".join(f"{key!r}: {self.literal(INT)}" for key in keys) + "}"
        item = INT if kind == INTS else STR
        return "[" + ", ".join(self.literal(item) for _ in range(self.random.randint(0, 5))) + "]"

    def expression(self, kind, depth):
        names = self.visible(kind)
        if depth <= 0 or self.chance(0.15):
            return self.pick(names) if names and self.chance(0.75) else self.literal(kind)
        callables = [function for function in self.functions if function[2] == kind]
        if callables and self.calls > 0 and self.chance(0.2):
            return self.call(self.pick(callables), depth)
        methods = [form for of, form in self.methods if of == kind]
        if methods and self.calls > 0 and self.chance(0.25):
            self.calls -= 1
            return self.fill(self.pick(methods), min(depth - 1, 1))
        if self.chance(0.08):
            return self.fill(f"(«{kind}» if «bool» else «{kind}»)", depth - 1)
        return self.fill(self.pick(self.forms[kind]), depth - 1)

    def call(self, function, depth):
        name, parameters, _ = function
        self.calls -= 1
        arguments, by_name = [], False
        for index, (parameter, kind) in enumerate(parameters):
            if index > 0 and self.chance(0.2):
                by_name = True
                continue
            by_name = by_name or index > 0 and self.chance(0.3)
            value = self.expression(kind, min(depth - 1, 1))
            arguments.append(f"{parameter}={value}" if by_name else value)
        return f"{name}({', '.join(arguments)})"

    def fill(self, form, depth):
        """Replace the «fields» of a form, as forms.txt describes them."""
        item = self.name("i") if "«item»" in form else None
        out, rest = "", form
        while "«" in rest:
            before, _, rest = rest.partition("«")
            field, _, rest = rest.partition("»")
            out += before + self.field(field, item, depth)
        return out + rest

    def field(self, field, item, depth):
        if field.startswith("?"):
            return self.pick(field[1:].split("|"))
        if field == "item":
            return item
        if field == "object":
            return self.instance()
        if field not in ("body", "test"):
            return self.expression(field, depth)
        self.scopes.append({item: INT})
        value = self.expression(INT if field == "body" else BOOL, min(depth, 1))
        self.scopes.pop()
        return value

    def cut(self, kind, value):
        return self.pick(CUTS[kind]).replace("{}", value)

    def assign(self, indent):
        kind = self.pick(KINDS)
        own = self.writable(kind)
        value = self.cut(kind, self.expression(kind, 3))
        if own and self.chance(0.7):
            target = self.pick(own)
        else:
            target = self.name("v")
            # Bound first to a literal, so that a failing expression leaves no unbound name.
            self.emit(indent, f"{target} = {self.literal(kind)}")
            self.scopes[-1][target] = kind
        if "." not in target and self.chance(0.1):
            return self.emit(indent, f"print(({target} := {value}), {target} == {target})")
        self.emit(indent, f"{target} = {value}")

    def augment(self, indent):
        kind = self.pick(list(AUGMENTS))
        own = self.writable(kind)
        if not own:
            return self.assign(indent)
        target = self.pick(own)
        self.emit(indent, f"{target} {self.pick(AUGMENTS[kind])} {self.expression(kind, 2)}")
        # A list grows in place and may be a default value: it has to shrink in place too.
        shrink = f"del {target}[10:]" if kind == INTS else f"{target} = {self.cut(kind, target)}"
        self.emit(indent, shrink)

    def show(self, indent):
        names = [name for scope in self.scopes for name in scope]
        if not names or self.chance(0.4):
            return self.emit(indent, f"print({self.expression(self.pick(KINDS), 3)})")
        chosen = [self.pick(names) for _ in range(self.random.randint(1, 3))]
        if self.chance(0.4):
            suffixes = ["", "!r", "=", "!s:>6"]
            fields = " ".join("{" + name + self.pick(suffixes) + "}" for name in chosen)
            return self.emit(indent, f'print(f"{fields}")')
        self.emit(indent, f"print({', '.join(chosen)}{self.pick(['', ', sep=chr(124)'])})")

    def mutate(self, indent):
        kind = INTS if self.chance(0.6) else TABLE
        own = self.writable(kind)
        if not own:
            return self.assign(indent)
        target = self.pick(own)
        form = self.pick(LIST_CHANGES if kind == INTS else TABLE_CHANGES)
        self.emit(indent, target + self.fill(form, 2))
        limit = f"del {target}[12:]" if kind == INTS else f"if len({target}) > 12: {target}.clear()"
        self.emit(indent, limit)

    def branch(self, indent, depth):
        self.emit(indent, f"if {self.expression(BOOL, 2)}:")
        self.block(indent + 1, depth - 1)
        if self.chance(0.4):
            self.emit(indent, f"elif {self.expression(BOOL, 2)}:")
            self.block(indent + 1, depth - 1)
        if self.chance(0.5):
            self.emit(indent, "else:")
            self.block(indent + 1, depth - 1)

    def loop(self, indent, depth):
        if self.loops >= 2:
            return self.branch(indent, depth)
        self.loops += 1
        variable, kind = self.name("n"), self.pick([INT, INT, STR])
        if self.chance(0.25):
            kind = INT
            self.emit(indent, f"{variable} = {self.random.randint(1, 6)}")
            self.emit(indent, f"while {variable} > 0:")
            self.emit(indent + 1, f"{variable} -= 1")
        else:
            self.emit(indent, f"{variable} = {self.literal(kind)}")
            self.emit(indent, f"for {variable} in {self.fill(self.pick(LOOP_SOURCES[kind]), 2)}:")
        self.frozen.add(variable)
        self.scopes[-1][variable] = kind
        self.block(indent + 1, depth - 1)
        if self.chance(0.3):
            leave = self.pick(["break", "continue"])
            self.emit(indent + 1, f"if {self.expression(BOOL, 1)}: {leave}")
            self.emit(indent + 1, f"print('looped', {variable})")
        if self.chance(0.2):
            self.emit(indent, "else:")
            self.emit(indent + 1, f"print('completed', {variable})")
        self.loops -= 1

    def attempt(self, indent, depth):
        self.emit(indent, "try:")
        self.block(indent + 1, depth - 1)
        if self.chance(0.3):
            raised = f"{self.pick(RAISED)}({self.expression(STR, 1)})"
            self.emit(indent + 1, f"if {self.expression(BOOL, 1)}: raise {raised}")
        if self.chance(0.3):
            self.emit(indent, "except ZeroDivisionError as error:")
            self.emit(indent + 1, "print('zero', error)")
        self.emit(indent, f"except {self.pick(HANDLED)} as error:")
        self.emit(indent + 1, "print(type(error).__name__, error)")
        if self.chance(0.25):
            self.emit(indent, "else:")
            self.emit(indent + 1, "print('no error')")
        if self.chance(0.25):
            self.emit(indent, "finally:")
            self.show(indent + 1)

    def block(self, indent, depth):
        known = dict(self.scopes[-1])
        for _ in range(self.random.randint(1, 3)):
            self.statement(indent, depth)
        # A name that is bound only inside a block may be unbound after it.
        self.scopes[-1] = known

    def statement(self, indent, depth):
        if depth > 0 and self.chance(0.4):
            nested = [self.branch, self.loop, self.loop, self.attempt, self.attempt]
            nested += [self.managed, self.matched]
            return self.pick(nested)(indent, depth)
        plain = [self.assign, self.assign, self.augment, self.show, self.show, self.mutate]
        plain += [self.drive]
        self.pick(plain)(indent)

    def function(self):
        name = self.name("f")
        kinds = [self.pick(KINDS) for _ in range(self.random.randint(1, 3))]
        parameters = [(self.name("p"), kind) for kind in kinds]
        defaults = [f"{parameter}={self.literal(kind)}" for parameter, kind in parameters[1:]]
        self.emit(0, f"def {name}({', '.join([parameters[0][0]] + defaults)}):")
        shared = self.pick(self.writable(INT))
        if self.chance(0.3):
            self.emit(1, f"global {shared}")
            self.emit(1, f"{shared} = {self.cut(INT, shared + ' * 3')}")
        step = self.closure(name) if self.chance(0.4) else None
        self.scopes.append(dict(parameters))
        self.calls = 2
        for _ in range(self.random.randint(1, 4)):
            self.statement(1, 2)
            if step and self.chance(0.5):
                self.emit(1, f"print('step', {step}({self.expression(INT, 1)}))")
        result = self.pick([INT, FLOAT, STR, INTS])
        self.emit(1, f"return {self.cut(result, self.expression(result, 2))}")
        self.emit(0, "")
        self.scopes.pop()
        self.functions.append((name, parameters, result))

    def closure(self, name):
        """Emit an inner function that keeps a count in the function around it."""
        self.emit(1, f"count = {self.literal(INT)}")
        self.emit(1, f"def {name}_step(amount=1):")
        self.emit(2, "nonlocal count")
        self.emit(2, "count = (count * 3 + amount) % 10007")
        self.emit(2, "return count")
        return f"{name}_step"

    def guarded(self):
        """One top-level statement whose errors are printed, so that the program goes on."""
        self.calls = 2
        self.emit(0, "try:")
        self.block(1, 3)
        self.emit(0, "except Exception as error:")
        self.emit(1, "print('top', type(error).__name__, error)")

    def write(self):
        self.emit(0, "import json")
        self.emit(0, "import math")
        self.emit(0, "")
        self.prelude()
        for kind in (INT, INT, FLOAT, STR, BOOL, INTS, STRS, TABLE):
            name = self.name("g")
            self.emit(0, f"{name} = {self.literal(kind)}")
            self.scopes[-1][name] = kind
        self.emit(0, "")
        parts = [self.function, self.function, self.known_class, self.generator, self.maze]
        for _ in range(self.random.randint(2, 6)):
            self.pick(parts)()
        for _ in range(self.random.randint(4, 9)):
            self.guarded()
        for name in self.scopes[-1]:
            self.emit(0, f"print({name!r}, repr({name}))")
        return "\n".join(self.lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(Program(int(sys.argv[1])).write())
