print({x: x * x for x in range(5)}, {k: v for k, v in zip("abc", range(3)) if v}, {v: k for k,
    v in {"a": 1, "b": 2}.items()})
print({x % 3: x for x in range(10)}, {(x, y): x * y for x in range(2) for y in range(2)},
    {w: len(w) for w in "some words here".split()})
