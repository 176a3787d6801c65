import functools, itertools, collections, operator, copy, heapq, bisect
from collections.abc import *
from abc import ABC, abstractmethod
# lru_cache misc
@functools.lru_cache(maxsize=32)
def f(*args, **kw): return (args, tuple(sorted(kw.items())))
print(f(1,2), f(1,2,a=3), f(a=3), f(), f.cache_info())
print(f.__wrapped__(1), f.__name__, callable(f), hasattr(f,'cache_info'))
class Obj:
    def __init__(self): self.n=0
    @functools.cached_property
    def v(self): self.n+=1; return self.n
    @functools.lru_cache
    def m(self, x): self.n+=1; return (x, self.n)
o=Obj(); print(o.v,o.v,o.m(1),o.m(1),o.m(2),o.n, 'v' in vars(o))
print(Obj.m.cache_info())
# user iterators
class It(Iterator):
    def __init__(s,n): s.n=n
    def __next__(s):
        if s.n<=0: raise StopIteration
        s.n-=1; return s.n
print(list(It(3)), list(itertools.chain(It(2),It(1))), list(itertools.islice(It(10),2)), list(zip(It(2),It(3))), list(map(str,It(2))), max(It(4)), sum(It(4)), sorted(It(3)), list(itertools.product(It(2),It(2))))
class Shape(ABC):
    @property
    @abstractmethod
    def area(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
class Sq(Shape):
    area=4
    @classmethod
    def make(cls): return cls()
print(Sq.make().area, issubclass(Sq,Shape))
try: Shape()
except TypeError as e: print(e)
@Sequence.register
class MySeq:
    def __len__(self): return 0
print(isinstance(MySeq(), Sequence), issubclass(MySeq, Sequence), isinstance(MySeq(), Sized))
class G(Generator):
    def __init__(s): s.i=0
    def send(s,v): s.i+=1; return s.i if s.i<4 else s.throw(StopIteration)
    def throw(s,t,v=None,tb=None): raise t
print(list(G()), next(G()))
class MM(MutableMapping):
    def __init__(s): s.d={}
    def __getitem__(s,k): return s.d[k]
    def __setitem__(s,k,v): s.d[k]=v
    def __delitem__(s,k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
    def __repr__(s): return f'MM({s.d})'
m=MM(); m['a']=1; m.update(b=2); print(m, dict(m), {**m}, list(m.items()), m.keys(), 'a' in m, m.pop('a'), m|{} if hasattr(m,'__or__') else 'no or')
def show(**k): return k
print(show(**m), sorted(m), bool(m), m=={'b':2}, list(reversed(list(m))), m.get('zz',0))
match m:
    case {'b': x}: print('matched', x)
match collections.deque([1,2]):
    case [a,b]: print('deque', a, b)
    case _: print('no')
match collections.OrderedDict(k=1):
    case {'k': v}: print('od', v)
P=collections.namedtuple('P','x y')
match P(1,2):
    case P(x=1,y=y): print(y)
match P(1,2):
    case (a,b): print(a,b)
print(functools.reduce(operator.or_, [{1},{2}]), functools.reduce(lambda a,x: {**a, x: len(x)}, ['a','bb'], {}))
print(list(itertools.starmap(lambda a,b: a*b, zip([1,2],[3,4]))), list(itertools.takewhile(lambda x: x<3, itertools.count())))
print(operator.itemgetter('a','b')({'a':1,'b':2}), operator.attrgetter('real')(5), operator.methodcaller('format', 1)('{}'))
c=copy.copy(o); print(c.n==o.n, c is o)
print(heapq.nsmallest(2,[(3,'a'),(1,'b')]))
print(list(itertools.combinations('abcd',2))[-1], len(list(itertools.permutations(range(5)))))
it=iter([1,2,3,4]); print([(a,b) for a,b in zip(it,it)])
print(list(itertools.chain.from_iterable({'a':[1],'b':[2]}.values())))
print(isinstance(itertools.count(), Iterator), isinstance([], Hashable), isinstance((), Hashable), isinstance(len, Callable), isinstance(Obj, Callable), isinstance(range(1), Sequence), isinstance({}, Mapping), isinstance({}.items(), ItemsView), isinstance(f, Callable))
for bad in (lambda: collections.OrderedDict().popitem(), lambda: collections.deque().popleft(), lambda: collections.namedtuple('1x','a'), lambda: next(It(0)), lambda: functools.reduce(operator.add, []), lambda: heapq.heappop([]), lambda: collections.Counter()['x'].y, lambda: operator.itemgetter(3)([1])):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
