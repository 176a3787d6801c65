def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: {}.update(5))
show(lambda: {}.update([1]))
show(lambda: {}.update([(1, 2, 3)]))
show(lambda: {}.update('ab'))
show(lambda: dict(['ab']))
show(lambda: dict([(1, 2)], a=3))
show(lambda: dict(5))
show(lambda: dict({1: 2}, {3: 4}))
show(lambda: dict.fromkeys(5))
show(lambda: dict.fromkeys('ab', 0))
show(lambda: {[]: 1})
show(lambda: {}[[]])
