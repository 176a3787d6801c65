import random
log = []
class C:
    def __init__(self, v, t=0):
        self.v = v
        self.t = t
    def __lt__(self, other):
        log.append((self.v, other.v))
        return self.v < other.v
    def __repr__(self):
        return f"C({self.v},{self.t})"
random.seed(5)
for n in (0, 1, 2, 3, 5, 8, 20, 63):
    for rev in (False, True):
        for key in (None, lambda c: c, lambda c: c.v):
            data = [C(random.randrange(n), i) for i in range(n)]
            log.clear()
            print(sorted(data, key=key, reverse=rev))
            print(log)
data = [C(i, i) for i in range(300)]
log.clear(); print(data == sorted(data), len(log) < 400)
data = [C(random.randrange(50), i) for i in range(300)]
print(sorted(data))
print(sorted(data, reverse=True))
print(sorted(data, key=lambda c: c.v % 7, reverse=True))
print(sorted(data, key=lambda c: (c.v % 7, -c.t)))
d = list(range(200)); random.shuffle(d); print(sorted(d) == list(range(200)), sorted(d, reverse=True)[:5])
nan = float('nan')
for n in (3, 5, 10, 30, 60):
    d = [random.choice([nan, 1.0, 2.0, 3.0, -1.0, 7.5]) for _ in range(n)]
    print(sorted(d)); print(sorted(d, reverse=True))
    d = [set(random.sample(range(4), random.randrange(4))) for _ in range(n)]
    print(sorted(d)); print(sorted(d, reverse=True)); print(sorted(d, key=lambda s: s))
for d in ([3, 1, 'a', 2], [1, 'a'], list(range(9)) + ['x'] + list(range(5)), [None, 1], [5, 4, 3, 'b', 1], [(1, 2), (1, 'a'), (0, 1)]):
    for kw in ({}, {'reverse': True}, {'key': lambda x: x}):
        e = list(d)
        try:
            e.sort(**kw)
        except TypeError as x:
            print(x, e)
        else:
            print(e)
def peek(x):
    print(l)
    return -x
l = [1, 3, 2]
l.sort(key=peek); print(l)
def bad(x):
    l.append(x)
    return x
try:
    l.sort(key=bad)
except ValueError as e:
    print(e, l)
def worse(x):
    if x == 1: raise KeyError(x)
    return x
try:
    l.sort(key=worse)
except KeyError as e:
    print(repr(e), l)
try:
    l.sort(foo=1)
except TypeError as e: print(e)
try:
    sorted(l, foo=1)
except TypeError as e: print(e)
calls = []
print(sorted("banana", key=lambda c: calls.append(c) or c), calls)
class L(list): pass
m = L([3, 1, 2]); m.sort(key=lambda v: -v); print(m, type(m))
from functools import cmp_to_key
def cmp(a, b):
    log.append((a, b))
    return (a > b) - (a < b)
log.clear()
print(sorted([5, 2, 9, 1, 7], key=cmp_to_key(cmp)), log)
print(min([C(3), C(1), C(2)], key=lambda c: c), max([C(3), C(1), C(2)]))
