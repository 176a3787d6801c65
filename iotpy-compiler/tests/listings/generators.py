def f(n):
    x = yield n
    yield
    yield from f(n - 1)
    return (yield x), (a for a in f(n) for b in a if b)


any(f(3))
print(sum(x * x for x in range(5)))
