print({3, 1, 2}, {10, 3, 7}, {5, 4, 3, 2, 1}, {1.5, 2, 100, True}, [{9, 1}, ({8, 7},)], {"k": {33, 1}})
print({i * i for i in range(12)}, set(range(20, 0, -3)), {2**70, 1, 5}, set(), {0})
a, b = {1, 2, 3, 50}, {3, 100, 50, 7}
print(a | b, a & b, a - b, a ^ b, b - a, a.union([9, 8]), frozenset(b))
for x in {40, 8, 16, 24}:
    print(x)
print(list({9, 5, 12}), sorted({3, 1}), tuple({64, 32, 1}), [x for x in {17, 33, 1}])
s = set()
for n in (70, 3, 22, 15, 8, 41, 99, 100, 6, 55):
    s.add(n)
    print(s)
s.update({1, 2, 4})
print(s, len(s), sum(s), max(s))
