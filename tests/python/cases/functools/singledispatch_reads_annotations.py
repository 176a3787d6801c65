from functools import singledispatch, singledispatchmethod, wraps
from collections.abc import Sequence
@singledispatch
def f(x): return "obj"
@f.register
def _(x: int): return "int"
@f.register
def _(x: str | bytes): return "text"
@f.register
def _(x: list, y=1): return "list"
@f.register
def _(x: Sequence) -> str: return "seq"
print(f(1), f("a"), f(b"a"), f([1]), f((1,)), f(2.5))
try:
    @f.register
    def _(x): pass
except TypeError as e: print(str(e)[:40])
class A:
    @singledispatchmethod
    def m(self, x): return "obj"
    @m.register
    def _(self, x: int): return "int"
print(A().m(1), A().m("s"))
def g(a: int, b: "str" = 'x') -> float: pass
print(g.__annotations__)
@wraps(g)
def h(*a): pass
print(h.__annotations__)
