def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


class S: pass
def da(o,n): delattr(o,n)
t(lambda: sa(S,"__name__",5)); t(lambda: sa(S,"__name__","T")); print(S)
t(lambda: sa(S,"__qualname__",5)); t(lambda: sa(S,"__qualname__","Q")); print(S)
t(lambda: sa(S,"__mro__",5)); t(lambda: sa(S(),"__dict__",5)); t(lambda: sa(S,"__dict__",{})); t(lambda: da(S,"__name__")); t(lambda: da(S, "nope")); t(lambda: sa(S, "__module__", "m")); print(S)
t(lambda: sa(S,"__doc__","d"))
class M(type):
    def __hash__(cls): return super().__hash__()
    def __eq__(cls, o): return super().__eq__(o)
    def __repr__(cls): return "M:" + super().__repr__()
    def __str__(cls): return "S:" + super().__str__()
    def __getattribute__(cls, n):
        if n == "magic": return 42
        return super().__getattribute__(n)
    def __setattr__(cls, n, v): super().__setattr__(n, v)
    def __call__(cls, *a, **k): return super().__call__(*a, **k)
    def __dir__(cls): return super().__dir__()
    def __instancecheck__(cls, o): return super().__instancecheck__(o)
    @classmethod
    def __prepare__(mcs, name, bases): return super().__prepare__(name, bases)
class X(metaclass=M):
    a = 1
t(lambda: hash(X) == hash(X)); t(lambda: X.magic); t(lambda: X.a); t(lambda: X.b); X.c = 5; t(lambda: X.c); t(lambda: X == X); t(lambda: X != 3); t(lambda: isinstance(X(), X)); print(X, [X]); t(lambda: {X: 1}[X]); t(lambda: "a" in dir(X))
t(lambda: type("J", (int,), {"__slots__": ("a",)})); t(lambda: type("J", (), {"__slots__": ("a b",)})); t(lambda: type("J", (), {"__slots__": ("a","a")})); t(lambda: type("J", (), {"__slots__": 5})); t(lambda: type("J", (), {"__slots__": (5,)}));t(lambda: type("J", (tuple,), {"__slots__": ("x",)}));t(lambda: type("J", (str,), {"__slots__": ("x",)}).__name__);t(lambda: type("J", (list,), {"__slots__": ("x",)}).__name__);t(lambda: type("J", (bytes,), {"__slots__": ("x",)}).__name__);t(lambda: type("J", (int,), {"__slots__": ()}).__name__)
