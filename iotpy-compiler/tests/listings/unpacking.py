def f(a):
    x, y = a
    p, *q = a
    (b, c), [d, *e, g] = a
    x, a[0] = a
    (h,) = a
    *i, = a
    x, y = z = a
    [] = a
    return x


u, v = 1, 2
f(1)
