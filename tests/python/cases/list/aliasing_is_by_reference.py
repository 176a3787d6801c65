def add(items, value):
    items.append(value)
    items = ["new"]
    return items

original = []
print(add(original, 1), original)
a = b = []
a.append("x")
print(b, a is b)
a = [[]] * 2
a[0].append(1)
print(a, [x is a[0] for x in a])
matrix = [[1, 2], [3, 4]]
for row in matrix:
    row[0] = 0
print(matrix)
for row in matrix:
    row = "lost"
print(matrix)
