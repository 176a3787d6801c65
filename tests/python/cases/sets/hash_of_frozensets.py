def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: hash(frozenset()))
show(lambda: hash(frozenset([1, 2, 3])))
show(lambda: hash(frozenset([(1, 2), 5])))
show(lambda: hash(frozenset([3, 2, 1])) == hash(frozenset([1, 2, 3])))
show(lambda: hash(frozenset([frozenset([1])])))
show(lambda: hash({1}))
