print(list(enumerate("abc")), list(enumerate("ab", 5)), list(enumerate([], 1)),
    list(enumerate("a", start=-1)), list(enumerate("ab", 2 ** 62)))
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])),
    list(zip("ab", [1, 2], (True, False))), list(zip([], [1])), dict(zip("xy", range(5))))
z = zip("abc", range(10))
print(next(z), list(z), list(z))
for i, (a, b) in enumerate(zip("pq", [7, 8])):
    print(i, a, b)
print([*zip(*[(1, 2), (3, 4)])], list(zip([1, 2], [3, 4], strict=True)))
try:
    list(zip([1, 2], [3], strict=True))
except ValueError as error:
    print(error)
it = iter([1, 2, 3, 4])
print(list(zip(it, it)))
