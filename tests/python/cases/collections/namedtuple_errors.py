from collections import namedtuple


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


P = namedtuple("P", "x y")
D = namedtuple("D", "x y z", defaults=[3])
show(P)
show(P, 1)
show(P, 1, 2, 3)
show(P, 1, z=2)
show(P, 1, 2, x=3)
show(P, 1, 2, z=3)
show(D)
show(D, 1)
show(D, 1, 2, 3, 4)
show(namedtuple("L", "a b c d"))
show(P._make, [1])
show(P._make, [1, 2, 3])
show(P(1, 2)._replace, z=3)
show(namedtuple, "class", "a")
show(namedtuple, "A", "class b")
show(namedtuple, "A", "a a")
show(namedtuple, "A", "_a")
show(namedtuple, "A", "1a")
show(namedtuple, "A b", "a")
show(namedtuple, "A", "a", defaults=[1, 2])
show(lambda: P(1, 2)[5])
show(lambda: P(1, 2).z)
show(lambda: P(1, 2) + [1])


def assign():
    P(1, 2).x = 5


try:
    assign()
except AttributeError as e:
    print(e)
