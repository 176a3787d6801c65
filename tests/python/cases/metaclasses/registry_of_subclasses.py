class Registry(type):
    known = {}
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        if bases:
            Registry.known[namespace.get("tag", name.lower())] = cls

class Command(metaclass=Registry):
    def run(self): raise NotImplementedError

class Add(Command):
    tag = "+"
    def run(self, a, b): return a + b

class Mul(Command):
    tag = "*"
    def run(self, a, b): return a * b

class Neg(Command):
    def run(self, a): return -a

for text in ["+ 2 3", "* 4 5", "neg 6", "pow 1"]:
    name, *args = text.split()
    try:
        print(text, "=", Registry.known[name]().run(*map(int, args)))
    except KeyError as error:
        print("unknown", error)
print(sorted(Registry.known), Add.known is Registry.known)
