row = [0] * 3
grid = [row] * 2
grid[0][0] = 1
print(grid, grid[0] is grid[1])
grid = [[0] * 3 for _ in range(2)]
grid[0][0] = 1
print(grid)
a = [1, 2]
b = a
c = a[:]
a += [3]
a = a + [4]
print(a, b, c)
def grow(item, into=[]):
    into.append(item)
    return into
print(grow(1), grow(2), grow(3, []), grow(4))
loop = [1]
loop.append(loop)
print(loop, loop[1][1][0], len(loop), loop in [loop], loop == loop)
pair = (loop, {"self": loop})
print(pair)
d = {}
d["d"] = d
print(d, list(d) == ["d"])
matrix = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*matrix)), [list(column) for column in zip(*matrix)], sum(matrix, []))
for i, x in enumerate(a):
    if x % 2:
        a.append(x * 10) if len(a) < 8 else None
print(a)
