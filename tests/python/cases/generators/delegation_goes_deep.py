def chain(depth):
    if depth == 0:
        yield "leaf"
        return 0
    below = yield from chain(depth - 1)
    return below + 1


gen = chain(40)
print(next(gen))
try:
    next(gen)
except StopIteration as stop:
    print(stop.value)


def walk(tree):
    if tree:
        left, value, right = tree
        yield from walk(left)
        yield value
        yield from walk(right)


print(list(walk(((None, 1, None), 2, (None, 3, (None, 4, None))))))
