def f(a, o):
    x = 1
    x = y = a
    x: int = 2
    z: int
    o.p = x
    o[0] = o[x] = y
    x += 1
    x -= a
    x *= 2
    o.p += 1
    o[x] += y
    x, y = y, x
    x = x + 1
    return x


f(1, 2)
