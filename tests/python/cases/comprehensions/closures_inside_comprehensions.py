print([f() for f in [lambda: i for i in range(3)]],
    [f() for f in [lambda i=i: i for i in range(3)]])

def outer(k):
    return [x * k for x in range(3)], [(lambda y: y + k + x)(1) for x in range(2)]

print(outer(10))
fs = [(lambda a: (lambda b: a + b))(n) for n in (1, 2)]
print([f(10) for f in fs])

def g():
    total = 0
    def add(n):
        nonlocal total
        total += n
        return total
    return [add(i) for i in range(5)], total

print(g())
