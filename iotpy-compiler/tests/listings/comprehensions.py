def f(xs, n):
    a = [x + n for x in xs if x if x > n]
    b = {x for x in xs}
    c = {k: v for k, v in xs}
    d = [[y for y in x] for x in xs]
    e = [x * y for x in range(n) for y in range(x)]
    g = [lambda: x for x in xs]
    return [y for y in y for x in x]


ys = [x for x in [1]]
f(ys, 1)
