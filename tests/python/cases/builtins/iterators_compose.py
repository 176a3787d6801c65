def window(items, n):
    return [items[i:i + n] for i in range(len(items) - n + 1)]

print(window([1, 2, 3, 4], 2), list(zip(*[iter(range(6))] * 3)),
    list(map(sum, zip([1, 2], [3, 4]))))
print(sorted(enumerate([3, 1, 2]), key=lambda p: p[1]), list(filter(lambda p: p[0] % 2,
    enumerate("abcd"))), dict(enumerate("ab")), list(reversed(list(zip("ab", "cd")))))
print(max(enumerate([3, 9, 2]), key=lambda p: p[1])[0], [k for k, v in sorted({"b": 1, "a": 1,
    "c": 0}.items(), key=lambda kv: (kv[1], kv[0]))])
print(sum(a * b for a, b in zip([1, 2, 3], [4, 5, 6])), list(map(lambda t: "%s=%s" % t,
    {"x": 1, "y": 2}.items())))
