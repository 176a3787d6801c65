def f(a, i):
    x = a[1:2], a[:], a[::i], a[i], a[0], a[255], a[256], a[-1]
    a[1:] = x
    del a[:1]
    return a[1:2, i]


f(1, 2)
