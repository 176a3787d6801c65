from itertools import groupby

print([(key, list(group)) for key, group in groupby("AAABBCA")])
print([(key, len(list(group))) for key, group in groupby([1, 1, 2, 3, 3, 3])])
print([key for key, _ in groupby("aAbB", key=str.lower)], list(groupby([])))
words = sorted(["apple", "bob", "art", "cat", "bib", "car"], key=lambda w: w[0])
print({key: list(group) for key, group in groupby(words, lambda w: w[0])})
rows = [("x", 1), ("x", 2), ("y", 3)]
for name, group in groupby(rows, key=lambda row: row[0]):
    print(name, [value for _, value in group])
groups = [group for _, group in groupby("aab")]
print([list(group) for group in groups])
it = groupby([1, 1, 2, 2])
key, first = next(it)
print(key, next(first))
key, second = next(it)
print(key, list(first), next(second), next(second), next(second, "end"), next(it, "end"))
nan = float("nan")
print(len(list(groupby([nan, nan, 1, 1.0, True]))))
print([(k, list(g)) for k, g in groupby(range(10), lambda n: n // 4)])
print("".join(f"{len(list(g))}{k}" for k, g in groupby("wwwbbw")))


def bad(x):
    if x == 2:
        raise ValueError("two")
    return x


try:
    for key, group in groupby([1, 1, 2], bad):
        print(key, list(group))
except ValueError as e:
    print(e)
try:
    groupby(5)
except TypeError as e:
    print(e)
