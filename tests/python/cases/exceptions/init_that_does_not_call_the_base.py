class Coded(Exception):
    def __init__(self, code, text):
        self.code = code

class NoArgs(Exception):
    def __init__(self):
        super().__init__()

class Keyword(Exception):
    def __init__(self, *, level):
        super().__init__(f"level {level}")
        self.level = level

class Repr(ValueError):
    def __repr__(self): return "<Repr>"

for error in [Coded(5, "text"), NoArgs(), Keyword(level=3), Repr("a", 2)]:
    print(repr(error), str(error), error.args, sorted(vars(error)))
for make in [lambda: Coded(1), lambda: NoArgs(1), lambda: Keyword(3), lambda: Exception(a=1)]:
    try:
        make()
    except TypeError as error:
        print(error)
e = Exception("x")
e.args = (1, 2)
print(e, repr(e))
e.args = ["list"]
print(e.args, e)
