print([x for x in range(5)], [x * x for x in range(5) if x % 2], [(x, y) for x in "ab" for y
    in range(2)], [x for x in []])
print([x for x in range(20) if x % 2 == 0 if x % 3 == 0], [a + b for a, b in [(1, 2), (3, 4)]],
    [[] for _ in range(3)], [c.upper() for c in "abc"])
print([y for x in [[1, 2], [3], []] for y in x], [x if x > 1 else -x for x in range(4)],
    [f"{i}:{c}" for i, c in enumerate("xy")])
