f = frozenset([1, 2, 2])
print(len(f), 1 in f, frozenset(), frozenset([5]), sorted(f | {3}), type(f | {3}).__name__,
    type({3} | f).__name__, f == {1, 2}, {f: "key"}[frozenset((2, 1))])
for action in (lambda: f.add(3), lambda: f.remove(1)):
    try:
        action()
    except AttributeError as error:
        print(error)
print(f <= {1, 2, 3}, sorted(f & {1}), {frozenset("ab"), frozenset("ba")} == {frozenset("ab")})
