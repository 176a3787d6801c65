def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


family = {frozenset([1])}
show(lambda: {1, 2} in {frozenset([1, 2])})
show(lambda: {1} in {frozenset([1, 2])})
show(lambda: family)
show(lambda: family.discard({1}))
show(lambda: family)
show(lambda: family.remove({9}))
show(lambda: family.add({1}))
show(lambda: {frozenset([1]): 'a'}[frozenset([1])])
