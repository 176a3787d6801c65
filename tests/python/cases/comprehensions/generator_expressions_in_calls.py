print(sum(x * x for x in range(10)), max(len(w) for w in ["a", "bbb", "cc"]),
    ",".join(str(i) for i in range(4)), sorted(-x for x in (1, 3, 2)))
print(any(x > 3 for x in range(5)), all(x > 3 for x in range(5)), list(x for x in "ab"),
    tuple(i for i in range(3)), dict((k, 1) for k in "xy"))
print(min((abs(x), x) for x in (-3, 2, -1)), sum((x for x in [1, 2]), 10),
    len(list(1 for _ in range(7))), sorted(set(c for c in "cab")))
print(sum(1 for x in range(100) if x % 7 == 0), "".join(c for c in "a1b2" if c.isalpha()),
    max((x for x in []), default="none"))
