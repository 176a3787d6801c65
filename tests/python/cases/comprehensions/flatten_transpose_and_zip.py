rows = [(1, "a", 1.5), (2, "b", 2.5)]
ids, names, values = [list(column) for column in zip(*rows)]
print(ids, names, values, [x for row in rows for x in row])
print([[r[c] for r in rows] for c in range(3)], dict(zip(names, values)), [a * b for a,
    b in zip(ids, values)])
print([list(chunk) for chunk in (range(i, min(i + 3, 8)) for i in range(0, 8, 3))])
