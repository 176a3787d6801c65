a, b = ValueError("x"), ValueError("x")
print(a == a, a == b, a is not b, a in [b, a], len({a, b}), {a: 1}[a])
class E(Exception):
    def __eq__(self, o): return isinstance(o, E) and self.args == o.args
    __hash__ = Exception.__hash__
print(E(1) == E(1), E(1) != E(2))
print(type(a) is ValueError, isinstance(a, (TypeError, ValueError)),
      issubclass(ValueError, Exception))
print(ValueError is ValueError, ValueError.__name__, ValueError.__bases__, LookupError.__mro__)
print([e.__name__ for e in sorted([KeyError, IndexError], key=lambda e: e.__name__)])
print({KeyError: "k", IndexError: "i"}[type(KeyError(1))])
