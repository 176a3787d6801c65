a = [1, 2, 3, 1, 2, 1, 1.0, True, "1", None]
print(a.index(1), a.index(2), a.index(1, 1), a.index(1, 4), a.index(2, 2, 5), a.index(1, -4),
    a.index(None), a.index("1"))
print(a.count(1), a.count(2), a.count("1"), a.count(9), [[1], [1], [2]].count([1]))
for f in (lambda: a.index(9), lambda: a.index(3, 3), lambda: a.index("x"), lambda: [].index([])):
    try:
        f()
    except ValueError as error:
        print(error)
