def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


x, y, z = 40, 48, 56
show(lambda: {3, 1, 2})
show(lambda: {100, 200, 300, 400, 500})
show(lambda: {8, 16, 24, 0})
show(lambda: {-1, -2, -3})
show(lambda: set(range(20, 0, -3)))
show(lambda: {i * i for i in range(12)})
show(lambda: frozenset([9, 17, 25, 1]))
show(lambda: {10**20, 5, 2**61 - 1, 0})
show(lambda: {1.5, 2, 3.25, True, 0.0})
show(lambda: {(1, 2), (3, 4), (5, 6)})
show(lambda: {*range(5), 40, 48})
show(lambda: set([x, y, z, 64, 72]))
