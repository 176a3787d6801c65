import functools
def deco(f):
    @functools.wraps(f)
    def w(): pass
    return w
@deco
def orig(): pass
print(repr(orig).split(' at')[0])
def gen(): yield 1
print(repr(gen()).split(' at')[0])
print(repr(x for x in []).split(' at')[0])
class I:
    def __index__(s): return 65
print('%c' % I())
for f in (lambda: '%(k)s' % [1], lambda: '%(k)s' % (1,), lambda: '%c' % 'ab', lambda: '%(k)s' % 3):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S:
    _i = None
    def __new__(cls, *a, **k):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
    def __init__(self, v): self.v = v
print(S(1).v, S(2).v)
class A:
    def __init__(self, x): self.x = x
print(object.__new__(A, 5).__class__.__name__)
class B: pass
class C:
    def __new__(cls, *a): return super().__new__(cls, *a)
for f in (lambda: object.__new__(B, 1), lambda: C(1), lambda: B(1), lambda: object.__new__(B, k=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import re
print(re.match('.*', 'x'*80))
import collections, types, array, operator, itertools
for v in (collections.deque(), collections.OrderedDict(), collections.defaultdict(), functools.partial(print), types.SimpleNamespace(), array.array('i'), re.compile('a'), re.match('a','a'), operator.itemgetter(1), itertools.count(), itertools.repeat(1), itertools.chain()):
    for f in (lambda: v.nope, lambda: 1 + v, lambda: v < 1, lambda: v.nope()):
        try: r = f()
        except Exception as e: print(type(e).__name__, e)
for i in range(50):
    junk=[7**(200+j%150) for j in range(100)]; del junk
    x=69187/(75312*2**1076)
    if x: print(i, x); break
