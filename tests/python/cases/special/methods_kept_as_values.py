def g():
    yield 1
    yield 2
f = g().__next__
print(f(), f())
f = map(str, [1,2]).__next__
print(f())
class L(list):
    def sort(self, **kw):
        super().sort(**kw)
l = L([3,1,2]); l.sort(key=lambda x: -x); print(l)
list.sort(l, key=lambda x: x); print(l)
f = l.sort
l.sort(reverse=True); print(l)
f = list.sort
f(l, key=str); print(l)
f = [3,1].sort
f(key=lambda x: -x)
class M(list): pass
m = M([2,3,1]); m.sort(key=lambda v: -v); print(m)
m.sort(); print(m)
