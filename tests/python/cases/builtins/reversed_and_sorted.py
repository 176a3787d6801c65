print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed((1, 2))),
    list(reversed(range(4))), list(reversed({"a": 1, "b": 2})), list(reversed([])))
print(sorted([3, 1, 2]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted((2, 1)), sorted([]),
    sorted({3, 1}), sorted("Bca"), sorted("Bca", key=str.lower))
print(sorted([1, 2, 3], reverse=True), sorted(["a", "B"], key=str.lower, reverse=True),
    sorted([[2], [1, 5]]), sorted(x % 3 for x in range(6)), sorted([False, 2, 1.5]))
r = reversed([1, 2, 3])
print(next(r), list(r), list(r))
for f in (lambda: reversed({1}), lambda: reversed(5), lambda: reversed(x for x in []),
    lambda: sorted([1, "a"]), lambda: sorted(5)):
    try:
        f()
    except TypeError as error:
        print(error)
