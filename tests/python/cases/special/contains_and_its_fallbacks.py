class WithContains:
    def __contains__(self, item): return item

class WithIter:
    def __iter__(self): print("iter", end=" "); return iter([1, 2, float("nan")])

class WithGetitem:
    def __getitem__(self, i):
        print(i, end=" ")
        if i > 3:
            raise IndexError
        return i * i

c = WithContains()
print(5 in c, 0 in c, "" in c, [1] in c, None not in c)
print(2 in WithIter(), 3 in WithIter(), 2.0 not in WithIter())
print(4 in WithGetitem(), 5 in WithGetitem())

class Neither: pass
for call in [lambda: 1 in Neither(), lambda: 1 in 5, lambda: 1 in None, lambda: 1 in Neither]:
    try:
        call()
    except TypeError as error:
        print(error)

class Refuses(WithIter):
    __contains__ = None
try:
    1 in Refuses()
except TypeError as error:
    print(error)

class Same:
    def __eq__(self, other): return False
same = Same()
print(same in [same], same in (1, 2), [same].count(same), [same] == [same], same == same)
