r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[2], r[1:4], r[::-1], list(r[::2]), r.start, r.stop, r.step)
print(5 in r, 6 in r, 20 in r, 2.0 in r, "a" in r, 5.5 in r, r.index(8), r.count(8), r.count(9),
    sum(r), max(r), min(r))
print(range(5) == range(0, 5, 1), range(0) == range(5, 2), range(0, 3, 2) == range(0, 4, 2),
    range(3) == [0, 1, 2], range(3) != range(4))
print(list(range(0)), list(range(-3)), list(range(5, 0)), list(range(5, 0, -2)),
    list(range(-5, 5, 4)), len(range(10 ** 10)), len(range(0, -10 ** 12, -7)))
print(list(reversed(range(0, 10, 3))), range(10)[2:8:2], range(10)[-3:], range(10)[::-3],
    range(5)[10:], bool(range(0)), bool(range(2)), {range(3): 1}[range(3)])
print(10 ** 30 in range(10 ** 31), range(2 ** 70)[2 ** 69], range(2 ** 70)[-1],
    [*range(2 ** 64, 2 ** 64 + 3)])
for f in (lambda: range(5)[5], lambda: range(5)[-6], lambda: range(1, 2, 0), lambda: range("a"),
    lambda: range(1.0), lambda: range(5)["a"], lambda: range(3).index(7), lambda: range(),
    lambda: range(None)):
    try:
        f()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
