from collections import OrderedDict, Counter
class O(OrderedDict):
    def __setitem__(s,k,v): super().__setitem__(k, v*2)
o = O(a=1); print(o); o.update(z=1); o.setdefault('y',5); print(o); o.update([('p', 3)]); o.update({'q': 4}, r=5); print(o)
o |= {'m': 1}; print(o); print(O.fromkeys('ab', 1)); print(o.copy())
print(O([('a', 1)], b=2), O({'x': 1}), O())
for f in (lambda: O(1), lambda: O({}, {}), lambda: o.update(1, 2), lambda: OrderedDict(1), lambda: OrderedDict({}, {})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Seen(OrderedDict):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)
print(Seen([("a", 1), ("b", 2), ("a", 3)], a=4), Seen(iter([("c", 5)])))
class LRU(OrderedDict):
    def __init__(self, size, *a, **k):
        self.size = size
        super().__init__(*a, **k)
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.size:
            self.popitem(last=False)
    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value
l = LRU(2, a=1, b=2); l['a']; l['c'] = 3; l.update(d=4); print(list(l), l)
class Ct(Counter):
    def __setitem__(s,k,v): super().__setitem__(k, min(v,2))
print(Ct('aaab'), Ct({'x': 5}), Ct(a=7)); c = Ct(); c.update('zzz'); c.update({'w': 9}); print(c)
print(Counter('aab'), OrderedDict(a=1), OrderedDict([('x', 1)], y=2))
