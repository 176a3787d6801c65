it = iter([1, 2, 3, 4, 5])
print(list(zip(it, it)), next(it, "gone"))
print(list(zip()), list(zip("abc")), list(zip("ab", [1, 2, 3], (True, False))))
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as error:
    print(error)
try:
    list(zip([1], [1, 2], "a", strict=True))
except ValueError as error:
    print(error)
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(str.upper, "ab")),
      list(map(None or str, [1])))
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, range(4))))
e = enumerate("ab", start=5)
print(next(e), list(e), list(enumerate([], 3)), list(enumerate("a", -1)))
m = map(int, ["1", "x", "3"])
print(next(m))
try:
    next(m)
except ValueError as error:
    print(error, next(m))
r = reversed([1, 2, 3])
print(next(r), list(r), list(reversed("ab")), list(reversed(range(3))),
      list(reversed({"a": 1, "b": 2})))
lazy = map(print, ["not printed"])
print(list(zip(range(3), iter(lambda: 7, 8))))
