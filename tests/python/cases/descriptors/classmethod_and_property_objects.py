class A:
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(x): return x
    @property
    def p(self): return 1

print(type(A.__dict__["c"]).__name__, type(A.__dict__["s"]).__name__,
      type(A.__dict__["p"]).__name__)
print(A.__dict__["s"].__func__(5), A.__dict__["c"].__func__(int), A.__dict__["s"](6))
print(A.c.__self__ is A, A.c.__func__ is A.__dict__["c"].__func__, A.p.fget(None))
class B(A): pass
print(B.c(), B().c(), B.s(1), A.c.__get__(None, B)() if False else "")
try:
    A.__dict__["c"]()
except TypeError as error:
    print(error)
