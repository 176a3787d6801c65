t = (1, 2, 3, 2, 1)
print(t.count(1), t.count(9), t.index(2), t.index(2, 2), t + (4,), t * 2, 2 * (0,), 3 in t,
    9 not in t, len(t), sum(t), min(t), max(t))
for f in (lambda: t.index(9), lambda: t + [1], lambda: t * "a", lambda: t < [1]):
    try:
        f()
    except (ValueError, TypeError) as error:
        print(error)
