def nest(depth, wrap, value=0):
    for _ in range(depth):
        value = wrap(value)
    return value


wraps = [lambda x: [x], lambda x: (x,), lambda x: {1: x}, lambda x: frozenset([x])]
for wrap in wraps:
    deep = nest(200, wrap)
    print(len(repr(deep)), deep == nest(200, wrap), deep == nest(200, wrap, 1))
print(hash(nest(200, wraps[1])) == hash(nest(200, wraps[1])))
print(nest(200, wraps[0]) < nest(200, wraps[0], 1))
print(isinstance(1, nest(200, wraps[1], int)))
