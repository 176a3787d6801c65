records = [("a", 2), ("b", 1), ("c", 2), ("d", 1), ("e", 3), ("f", 2)]
print(sorted(records, key=lambda r: r[1]))
print(sorted(records, key=lambda r: r[1], reverse=True))
print(sorted(records, key=lambda r: -r[1]))
print(sorted([1, True, 1.0, 0, False, 0.0]), sorted([1, True, 1.0, 0, False, 0.0], reverse=True))
seed = 1
many = []
for i in range(200):
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    many.append((seed % 10, i))
many.sort(key=lambda r: r[0])
print(all(many[i][0] < many[i + 1][0] or many[i][1] < many[i + 1][1] for i in range(199)), many[:5],
    many[-5:])
