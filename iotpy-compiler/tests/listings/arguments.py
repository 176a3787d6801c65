def f(a, b, /, c=1, *rest, d, e=(2,), **more):
    return a, rest, more


def g(*args, **kw):
    f(*args)
    f(1, *args, 2, d=3)
    f(*args, d=3, **kw, e=4)
    f(**kw)
    f(1, d=2, c=3)
    "{}".format(a=1)


g()
