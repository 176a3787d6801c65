def bounds(values):
    return min(values), max(values), sum(values) / len(values)

low, high, mean = bounds([3, 1, 4, 1, 5])
print(low, high, mean, bounds((2,)))
points = [(1, 2), (3, 4), (0, 0)]
for x, y in points:
    print(x, y, x * y)
for i, (x, y) in enumerate(points):
    print(i, x, y)
print([x for x, _ in points], dict(points), list(zip(*points)))
print(sorted(points, key=lambda p: p[0] ** 2 + p[1] ** 2))
