def none():
    pass

def one(a):
    pass

def three(a, b, c):
    pass

def mixed(a, b=1, *args, c, d=2, **kw):
    pass

def keys(*, x, y, z):
    pass

calls = [
    lambda: one(), lambda: three(), lambda: three(1), lambda: three(1, 2), lambda: three(b=1),
    lambda: three(c=1, a=1),
    lambda: mixed(), lambda: mixed(1), lambda: mixed(c=1), lambda: keys(), lambda: keys(x=1),
    lambda: keys(x=1, z=2),
    lambda: (lambda q: q)(),
]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
