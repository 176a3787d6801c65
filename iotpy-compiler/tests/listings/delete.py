def f(a, o):
    del a
    del o.x, o[1], o[1:2]
    b = 1
    del (b, o)

    def g():
        nonlocal c
        del c
    c = 1
    return g


x = 1
del x
f(1, 2)
