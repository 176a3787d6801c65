print((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) != [1, 2],
    (1.0, True) == (1, 1))
print((1, "b") > (1, "a"), max([(1, 2), (1, 3), (0, 9)]), sorted([(2, "a"), (1, "b"), (1, "a")]))
d = {(1, 2): "a", (): "empty", ((1,), 2): "nested", (1.5, None, "x"): "mixed"}
print(d[1, 2], d[()], d[(1,), 2], d[(1.0, 2.0)], d[1.5, None, "x"])
try:
    d[[1], 2]
except TypeError as error:
    print(error)
