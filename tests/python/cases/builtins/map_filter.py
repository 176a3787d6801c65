print(list(map(str, [1, 2])), list(map(lambda x, y: x + y, [1, 2, 3], [10, 20])),
    list(map(int, "123")), list(map(len, ["a", "bb"])), list(map(abs, [])))
print(list(filter(None, [0, 1, "", "a", None, [], [0]])), list(filter(lambda x: x > 1, range(4))),
    list(filter(str.isalpha, "a1b")), list(filter(bool, [])))
m = map(lambda x: print("call", x), [1, 2])
print("lazy")
list(m)
print(sum(map(lambda x: x * x, range(5))), ",".join(map(str, (1.5, None))),
    max(map(len, ["x", "yyy"])), list(map(max, [1, 5], [4, 2])))
for f in (lambda: map(str), lambda: list(map(5, [1])), lambda: filter(None),
    lambda: list(filter(5, [1])), lambda: map(str, 5)):
    try:
        f()
    except TypeError as error:
        print(error)
