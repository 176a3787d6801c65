def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


r = range(2, 20, 3)
show(lambda: (r.index(8), r.count(8), r.count(9)))
show(lambda: r.index(9))
show(lambda: range(5).index(2.0))
show(lambda: range(5).index('a'))
show(lambda: range(5).count(True))
show(lambda: (r[1:3], r[::-1], r[-1]))
show(lambda: range(0) == range(5, 5))
show(lambda: hash(range(0)) == hash(range(3, 3)))
show(lambda: range(3) < range(4))
show(lambda: 2.0 in range(5))
show(lambda: 'a' in range(5))
show(lambda: len(range(10**30)))
show(lambda: range(10**30)[10**29])
show(lambda: list(reversed(range(10**20, 10**20 + 3))))
show(lambda: range(1, 2, 0))
show(lambda: range(1.5))
