print(sum([1, 2, 3]), sum((1, 2), 10), sum([]), sum([[1], [2]], []), sum([(1,), (2,)], ()),
    sum(range(101)), sum({1: "a", 2: "b"}), sum([True, True]))
print(sum([2 ** 62] * 4), sum([10 ** 20, -10 ** 20, 1]), sum([1], start=5),
    sum(x for x in [0.5, 1.5]), sum([2 ** 31 - 1, 1]), sum([-2 ** 63, -1]))
for f in (lambda: sum(["a", "b"]), lambda: sum(["a"], ""), lambda: sum([1], "a"), lambda: sum(5),
    lambda: sum([b"a"], b""), lambda: sum()):
    try:
        f()
    except TypeError as error:
        print(error)
