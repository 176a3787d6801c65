class L(list):
    def __add__(s,o): return L(list(s)+list(o))
a = L([1]); b = a; a += [2]; print(a is b, b)
class S(set):
    def __or__(s,o): return 'or'
    def __sub__(s,o): return 'sub'
a=S([1]); b=a; a|={2}; a-={1}; print(a is b, b)
class D(dict):
    def __or__(s,o): return 'or'
a=D(); b=a; a|={1:2}; a |= [(3,4)]; print(a is b, b)
class S2(set):
    def __ror__(s,o): return 'ror'
a={1}; a |= S2([2]); print(a)
class R:
    def __radd__(s,o): return 'radd'
    def __ror__(s,o): return 'ror'
    def __rmul__(s,o): return 'rmul'
a=[1]; a+=R(); print(a)
a={1}; a|=R(); print(a)
a=[1]; a*=R(); print(a)
for f in ("a=L([1]); a+=R()", "a=L([1]); a+=3", "a={}; a|=R()", "a={}; a|=3", "a=L([1]); a*='x'", "a=L([1]); a*=R()", "a=D(); a|=3", "a=D(); a|=[1]"):
    pass
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def f1():
    a=L([1]); a+=R(); return a
def f2():
    a=L([1]); a+=3; return a
def f3():
    a={}; a|=R(); return a
def f4():
    a=L([1]); a*='x'; return a
def f5():
    a=L([1]); a*=R(); return a
def f6():
    a=D(); a|=3; return a
def f7():
    a=D(); a|=[1]; return a
def f8():
    a=L([1]); b=a; a*=2; return a is b, type(a), a
def f9():
    a=bytearray(b'a'); a+=R(); return a
def f10():
    class B(bytearray):
        def __add__(s,o): return 5
    a=B(b'a'); b=a; a+=b'c'; return a is b, b
def f11():
    from collections import ChainMap
    a={1:2}; a|=ChainMap({3:4}); return a
def f12():
    from collections import defaultdict, Counter, OrderedDict
    a=defaultdict(int,{1:2}); b=a; a|={3:4}; a|=[(5,6)]; 
    c=Counter('ab'); d=c; c|={'z':3}; c+=Counter('b')
    o=OrderedDict(a=1); p=o; o|={'b':2}
    return a is b, a, c is d, c, o is p, o
for f in (f1,f2,f3,f4,f5,f6,f7,f8,f9,f10,f11,f12): t(f)
class I(int): pass
x = I(3); x += 0; print(type(x).__name__)
x = I(3); x *= 1; print(type(x).__name__)
class Fl(float): pass
x = Fl(3); x += 0; print(type(x).__name__)
from enum import IntEnum
class E(IntEnum): A=1; C=3
y = E.C; y |= 1; print(repr(y))
class St(str): pass
x = St('a'); x += ''; print(type(x).__name__)
class T(tuple): pass
x = T((1,)); x += (); print(type(x).__name__)
x = T((1,)); x *= 1; print(type(x).__name__)
class FS(frozenset): pass
x = FS((1,)); x |= set(); print(type(x).__name__)
class S(set): pass
class F(frozenset): pass
print(S([1]), str(S()), f'{S([1])}', repr(S([1])), F([1]), F(), f'{F([2])!s:>9}')
class Attr(dict):
    def __init__(s,*a,**k): super().__init__(*a,**k); s.__dict__ = s
a = Attr(p=1); a.q = 2; print(a, a.p, a['q']); del a.p; print(a, len(a)); a['z'] = 9; print(a.z, a.__dict__ == a)
for i in range(40): setattr(a, f"k{i}", i)
print(len(a), a.k39, a['k0'])
def f():
    class P:
        @property
        def v(self): return 1
        w = property()
    try: P().v = 3
    except AttributeError as e: print(e)
    try: del P().v
    except AttributeError as e: print(e)
    try: P().w
    except AttributeError as e: print(e)
f()
class A(dict):
    def __setitem__(s,k,v): super().__setitem__(k,v)
print(A.fromkeys('xy',0), type(A.fromkeys([])))
class A2(dict):
    def __init__(s, *a): super().__init__(*a); s.n = 0
    def __setitem__(s,k,v): s.n += 1; super().__setitem__(k,v)
x = A2.fromkeys('xyz',0); print(x, x.n)
