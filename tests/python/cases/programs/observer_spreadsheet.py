class Cell:
    def __init__(self, sheet,
          name): self.sheet, self.name, self.formula, self.value, self.users = sheet, name, None, 0, set()
    def set(self, formula):
        for cell in self.sheet.cells.values(): cell.users.discard(self.name)
        self.formula = formula
        if callable(formula):
            for name in formula.needs: self.sheet[name].users.add(self.name)
        self.update([])
    def update(self, trail):
        if self.name in trail: raise RecursionError("cycle: " + " -> ".join(trail + [self.name]))
        try: self.value = self.formula(self.sheet) if callable(self.formula) else self.formula
        except ZeroDivisionError: self.value = "#DIV/0"
        except TypeError: self.value = "#TYPE"
        for user in sorted(self.users): self.sheet[user].update(trail + [self.name])

class Sheet:
    def __init__(self): self.cells = {}
    def __getitem__(self, name): return self.cells.setdefault(name, Cell(self, name))
    def __setitem__(self, name, formula): self[name].set(formula)
    def __call__(self, name): return self[name].value
    def __str__(self): return " ".join(f"{n}={self(n)}" for n in sorted(self.cells))

def needs(*names):
    def mark(f):
        f.needs = names
        return f
    return mark

s = Sheet()
s["a"], s["b"] = 2, 5
s["sum"] = needs("a", "b")(lambda s: s("a") + s("b"))
s["ratio"] = needs("sum", "a")(lambda s: s("sum") / s("a"))
print(s)
s["a"] = 10
print(s)
s["a"] = 0
print(s)
s["a"] = "text"
print(s)
s["a"] = 1
try: s["b"] = needs("ratio")(lambda s: s("ratio"))
except RecursionError as error: print(error)
