a = [1, 2]
print(a + [3], a * 3, 2 * a, a * 0, a * -1, [] + [], [None] * 4, a + a, a)
b = a
b += (3, 4)
print(a, b, a is b)
b = b + [5]
print(a, b, a is b)
a *= 2
print(a)
rows = [[0] * 3] * 2
rows[0][1] = "x"
print(rows)
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = "x"
print(grid)
for f in (lambda: [1] + (2,), lambda: [1] + None, lambda: [1] * [2], lambda: [1] * 1.5,
    lambda: "a" + ["b"], lambda: [1] - [1]):
    try:
        f()
    except TypeError as error:
        print(error)
try:
    a += 5
except TypeError as error:
    print(error)
