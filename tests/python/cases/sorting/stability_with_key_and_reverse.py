rows = [("b", 2), ("a", 1), ("c", 2), ("d", 1), ("e", 3), ("f", 2)]
print(sorted(rows, key=lambda r: r[1]))
print(sorted(rows, key=lambda r: r[1], reverse=True))
print(sorted(rows, key=lambda r: (-r[1], r[0])))
print(list(reversed(sorted(reversed(rows), key=lambda r: r[1]))))
data = sorted(sorted(rows, key=lambda r: r[0], reverse=True), key=lambda r: r[1])
print(data, sorted([True, 0, 1, False, 1.0, 0.0]), sorted(["b", "B", "a", "A"], key=str.lower))
print(sorted("hello world".split(), key=len), sorted({3: "c", 1: "a"}.items()),
      sorted([[2], [1, 5], []]))
big = [(i * 7919 % 10, i) for i in range(200)]
print(all(a[0] < b[0] or a[0] == b[0] and a[1] < b[1] for a,
      b in zip(sorted(big), sorted(big)[1:])))
