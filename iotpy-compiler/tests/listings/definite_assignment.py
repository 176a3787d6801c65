def f(a):
    if a:
        x = 1
    print(x)
    print(x)
    for i in a:
        y = i
    print(i, y)
    try:
        z = a()
        w = 1
    except ValueError:
        w = 2
    print(w, z)
    del w
    print(w)
    while a:
        v = 1
        del v
        print(v)


f(1)
