from collections import *
from itertools import *
from functools import *
import collections, itertools, functools, operator, copy, heapq
# misc checks
print(repr(Counter), deque, OrderedDict, namedtuple('A','x'), defaultdict, ChainMap)
print(type(deque()), type(Counter()), deque.__module__, Counter.__module__)
P=namedtuple('P','x y', defaults=(0,))
print(P(1) == P(1), hash(P(1)) == hash((1,0)), P(1) in {P(1)}, {P(1,2): 3}[(1,2)])
class Q(P):
    def __repr__(self): return 'Q!'
print(Q(1), [Q(2)], str(Q(3)), f"{Q(1)}")
print(Counter("aab") + Counter("b"), Counter(a=1) | Counter(a=2), -Counter(a=-1))
d = defaultdict(list); d['a'].append(1); print(d, d.get('z'), 'z' in d, len(d), d == {'a':[1]})
dd = defaultdict(lambda: defaultdict(int)); dd['x']['y'] += 1; print(dd['x'] , {k: dict(v) for k, v in dd.items()})
import json
print(json.dumps(Counter("aab")), json.dumps(OrderedDict(a=1)), json.dumps(P(1,2)), json.dumps(defaultdict(int, x=1)))
print(sum(Counter(a=1,b=2).values()), max(Counter("aab").items(), key=lambda kv: kv[1]), sorted(Counter("hello").items(), key=lambda kv:(-kv[1],kv[0])))
print({**Counter(a=1)}, dict(OrderedDict(b=1)), list(map(P._make, [(1,2),(3,4)])))
print(*(x for x in chain.from_iterable([[1],[2]])), list(product('ab', repeat=2))[-1])
a, b = tee(range(3)); next(b, None); print(list(zip(a, b)))
print(reduce(lambda a,b: a*b, range(1,6)), partial(max, 5)(3), list(accumulate(range(5), operator.mul)))
x = [[1,2],[3]]; y = copy.deepcopy(x); y[0].append(9); print(x, y)
print(isinstance(Counter(), dict), isinstance(P(1), tuple), issubclass(OrderedDict, dict), isinstance(deque(), list))
print(heapq.nlargest(2, Counter("aabbbc").items(), key=lambda kv: kv[1]))
for k, g in groupby(sorted("hello")): print(k, len(list(g)), end=' ')
print()
@total_ordering
class V:
    def __init__(s, v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
print(V(1)<=V(1), V(2)>V(1), sorted([V(3),V(1)])[0].v, max(V(1),V(5)).v)
class M(dict):
    def __missing__(self, k): return k*2
print(M()['ab'], "%(x)s" % M(), "{x}".format_map(M()), M(a=1)|{'b':2})
def gen():
    yield from deque([1,2])
print(list(gen()), [*deque("ab")], dict(enumerate(deque("ab"))))
s = OrderedDict.fromkeys("abca"); s.move_to_end("a"); print(list(s), list(reversed(s)))
try: P(1).x = 3
except AttributeError as e: print(e)
try: del P(1).x
except AttributeError as e: print(e)
try: P(1).z
except AttributeError as e: print(e)
try: P()
except TypeError as e: print(e)
try: {}[deque()]
except TypeError as e: print("unhashable")
try: Counter(5)
except TypeError as e: print(e)
try: defaultdict(list)[[]]
except TypeError as e: print(e)
try: next(iter(deque()))
except StopIteration: print('stop')
