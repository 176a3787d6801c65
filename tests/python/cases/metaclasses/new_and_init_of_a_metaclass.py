class Meta(type):
    def __new__(mcs, name, bases, namespace, **kw):
        print("new", name, [b.__name__ for b in bases],
              sorted(k for k in namespace if k[0] != "_"), kw)
        namespace["added"] = name.lower()
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kw):
        super().__init__(name, bases, namespace)
        cls.flags = kw

class A(metaclass=Meta):
    x = 1

class B(A, flag=True):
    def f(self): return "f"

print(A.added, B.added, A.flags, B.flags, type(A).__name__, type(B) is Meta, B().f(), B.x)
print(isinstance(A, Meta), isinstance(A(), A), isinstance(A, type), issubclass(Meta, type))
C = Meta("C", (B,), {"y": 2}, z=3)
print(C.added, C.y, C.flags)
