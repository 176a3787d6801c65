import copy
# copy stress
class A:
    def __init__(self): self.x=[1]; self.me=self
    def __eq__(self,o): return self.x==o.x
a=A(); b=copy.deepcopy(a); print(b.me is b, b.x is a.x, b==a)
class S:
    __slots__=('a','__dict__')
s=S(); s.a=[1]; s.b=2
t=copy.deepcopy(s); print(t.a, t.b, t.a is s.a)
class Base:
    __slots__=('p',)
class Sub(Base):
    __slots__=('q',)
u=Sub(); u.p=1; u.q=[2]; v=copy.copy(u); print(v.p, v.q is u.q)
class NewArgs(tuple):
    def __new__(cls, a, b): return super().__new__(cls,(a,b))
    def __getnewargs__(self): return (self[0], self[1])
n=NewArgs(1,[2]); m=copy.deepcopy(n); print(m, type(m).__name__, m[1] is n[1])
class I(int):
    pass
print(copy.deepcopy(I(5)), type(copy.copy(I(5))).__name__, copy.deepcopy([I(1)]))
class St(set): pass
x=copy.copy(St([1,2])); print(sorted(x), type(x).__name__)
import functools, itertools
print(copy.copy(functools.partial(int, base=2))('11'), copy.deepcopy(functools.partial(max, [1]))([0]))
f=lambda: 1
print(copy.copy(f) is f, copy.deepcopy(f) is f, copy.deepcopy([f])[0] is f, copy.deepcopy(len) is len, copy.deepcopy(A) is A)
print(copy.deepcopy(A().__eq__).__self__ is None, copy.deepcopy({1:{2:{3:[4]}}}), copy.deepcopy(range(3)), copy.copy(None))
memo={}
class D:
    def __deepcopy__(self, memo):
        memo['seen']=True
        return self
d=D(); r=copy.deepcopy([d,d], memo); print(r[0] is d, 'seen' in memo)
e=KeyError('k'); print(repr(copy.copy(e)), copy.deepcopy(e).args)
class MyErr(Exception):
    def __init__(self, a, b): super().__init__(a, b); self.b=b
q=copy.deepcopy(MyErr(1,[2])); print(q.args, q.b, type(q).__name__)
import enum
class C(enum.Enum): R=1
print(copy.deepcopy(C.R) is C.R, copy.copy([C.R]))
from dataclasses import dataclass, field, replace
@dataclass
class P:
    x: int
    y: list = field(default_factory=list)
p=P(1,[2]); w=copy.deepcopy(p); w.y.append(3); print(p, w, copy.copy(p).y is p.y)
@dataclass(frozen=True)
class F:
    x: tuple
print(copy.deepcopy(F(([1],))), copy.copy(F(1))==F(1))
import datetime
print(copy.deepcopy(datetime.date(2020,1,2)), copy.copy(datetime.timedelta(1)))
from decimal import Decimal
from fractions import Fraction
print(copy.deepcopy(Decimal('1.5')), copy.copy(Fraction(1,2)), copy.deepcopy([Fraction(1,3)]))
class G:
    def __reduce_ex__(self, p): return (G.make, (1,))
    @staticmethod
    def make(x): g=G(); g.x=x; return g
print(copy.copy(G()).x)
deep=[]
for _ in range(200): deep=[deep]
print(len(copy.deepcopy(deep)))
try:
    copy.deepcopy((x for x in []))
except TypeError as err: print(err)
