g = (x * 2 for x in range(3))
print(type(g).__name__, next(g), list(g), list(g))
source = [1, 2, 3]
lazy = (x + offset for x in source)
offset = 100
source.append(4)
print(list(lazy))
print(sum(x for x in range(5) if x % 2), max((len(w), w) for w in ["a", "ccc", "bb"]))
print(list((x, y) for x in range(2) for y in "ab"), any(x > 3 for x in source))
try:
    g = (1 / x for x in [1, 0])
    print(next(g))
    next(g)
except ZeroDivisionError as error:
    print(error)
try:
    (x for x in 5)
except TypeError as error:
    print(error)
def outer():
    n = 5
    return (n + i for i in range(2))
print(list(outer()), dict((k, v) for k, v in zip("ab", [1, 2])),
      set(c for c in "aab") == {"a", "b"})
