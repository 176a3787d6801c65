def f(o, g):
    g()
    g(1, o)
    o.method(1)(2)
    len(o)
    print(o, end="")
    int(o)
    ValueError("x")
    o.items.append(g)
    return g(o.x, key=o)


f(1, 2)
