def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


a = {1, 9, 17, 25, 33, 41}
b = {41, 33, 8, 16, 24, 1000, 7}
c = [9, 64, 128, 9, -5]
show(lambda: a | b)
show(lambda: b | a)
show(lambda: a & b)
show(lambda: a - b)
show(lambda: b - a)
show(lambda: a ^ b)
show(lambda: a.union(c))
show(lambda: a.intersection(c))
show(lambda: a.difference(c))
show(lambda: a.symmetric_difference(c))
show(lambda: a.union(c, {500: 1}))
show(lambda: frozenset(a) | b)
