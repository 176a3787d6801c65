def f(self, x): return (self, x)

class A: pass
bound = f.__get__(10)
print(bound(5), bound.__self__, f.__get__(None, A) is f)
A.m = f
a = A()
print(a.m(1)[1], A.m(2, 3), A.__dict__["m"] is f, a.m.__func__ is f)
a.own = f
print(a.own(1, 2))
a.own = f.__get__(a, A)
print(a.own(3)[0] is a)

class S:
    length = len
    lower = str.lower
    make = int
    lam = lambda *args: len(args)
s = S()
print(s.length("abc"), s.make("12"), s.lam(1, 2), S.lam(1, 2))
print(s.length([]) if True else None)
