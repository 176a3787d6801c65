print(abs(-5), abs(5), abs(-2.5), abs(-0.0), abs(-2 ** 63), abs(True), abs(-10 ** 30))
print(min(3, 1, 2), max(3, 1, 2), min([5, 4]), max("hello"), min(("b", "a")), max({1: "x", 5: "y"}),
    min(x * x for x in (-3, 1, 2)))
print(max([1, 1.0, True]), max([True, 1.0, 1]), min(0, -0.0, False), max("a", "B", key=str.lower),
    min("bb", "a", "cc", key=len))
print(max(["aa", "bb", "c"], key=len), min(["aa", "b", "c"], key=len), max([], default=0),
    min((), default=None), max([3], default=9), min([1], [0, 5]))
print(max(1, 2.5), min(1, 2.5), max(2 ** 64, 1e10), max([(1, "b"), (1, "a")]), max([1, 2, 3],
    key=lambda x: -x), max(5, 5.0))
for f in (lambda: max(1), lambda: max(1, 2, default=3), lambda: max(None), lambda: min(1, "a"),
    lambda: max([1, None])):
    try:
        f()
    except TypeError as error:
        print(error)
