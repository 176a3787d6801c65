from heapq import nlargest, nsmallest

data = [5, 1, 8, 3, 9, 2, 7, 1]
for n in (-1, 0, 1, 2, 5, 8, 20):
    print(n, nsmallest(n, data), nlargest(n, data))
words = "the quick brown fox jumps over the lazy dog".split()
print(nsmallest(3, words, key=len), nlargest(3, words, key=len))
print(nsmallest(3, iter(words)), nlargest(2, (len(w) for w in words)))
rows = [{"n": "a", "p": 3}, {"n": "b", "p": 1}, {"n": "c", "p": 3}, {"n": "d", "p": 2}]
print([r["n"] for r in nlargest(2, rows, key=lambda r: r["p"])])
print([r["n"] for r in nsmallest(3, rows, key=lambda r: r["p"])])
print(nsmallest(1, [], key=abs), nlargest(2, {}), nlargest(2, {"a": 1, "b": 2, "c": 0}))
print(nlargest(3, [(1, "x"), (1, "y"), (0, "z")]), nlargest(1, [-5, 4], key=abs), nsmallest(1, "hello"))
