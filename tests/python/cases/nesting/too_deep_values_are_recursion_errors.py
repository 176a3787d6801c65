def nest(depth, wrap, value=0):
    for _ in range(depth):
        value = wrap(value)
    return value


DEEP = 20000
wraps = [lambda x: [x], lambda x: (x,), lambda x: {1: x}]
for wrap in wraps:
    for work in (repr, lambda x: x == nest(DEEP, wrap), lambda x: f"{x}"):
        try:
            work(nest(DEEP, wrap))
        except RecursionError as error:
            print(error)
