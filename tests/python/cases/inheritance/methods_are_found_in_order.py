class A:
    def f(self): return "A.f"
    def g(self): return "A.g"
    def h(self): return "A.h calls " + self.g()

class B(A):
    def g(self): return "B.g"

class C(B):
    def f(self): return "C.f then " + B.f(self)

for cls in (A, B, C):
    o = cls()
    print(cls.__name__, o.f(), "|", o.g(), "|", o.h())
A.g = lambda self: "new A.g"
print(A().h(), "|", C().h())
B.extra = 5
print(C.extra, C().extra, hasattr(A, "extra"))
print(C.__mro__ == (C, B, A, object), [c.__name__ for c in C.mro()], C.__base__.__name__)
print(B.__bases__ == (A,), A.__bases__ == (object,), object.__bases__)
