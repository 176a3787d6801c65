print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys([], 1), dict.fromkeys(range(3),
    "x"))
shared = dict.fromkeys("ab", [])
shared["a"].append(1)
print(shared, list(dict.fromkeys([3, 1, 3, 2, 1])))
