print((lambda: 5)(), (lambda x: x + 1)(1), (lambda x, y=2: x * y)(3), (lambda *a, **k: (a, k))(1,
    b=2), (lambda *, k: k)(k=1))
f = lambda x: lambda y: lambda z: x + y + z
print(f(1)(2)(3))
g = lambda n: 1 if n < 2 else n * g(n - 1)
print(g(10), sorted([3, -1, 2], key=lambda v: abs(v)), (lambda x: (x, x))(1))
h = lambda: (yes := 5) + yes
print(h(), list(map(lambda p: p[0], [(1, 2), (3, 4)])), [(lambda: i)() for i in range(3)])
