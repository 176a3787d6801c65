grid = [[0] * 3] * 2
grid[0][1] = 5
print(grid, grid[0] is grid[1])
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 5
print(grid)
a = b = []
a.append(1)
b += [2]
print(a, a is b)
def f(x, seen=[]):
    seen.append(x)
    return seen
print(f(1), f(2), f(3, []), f(4))
d = dict.fromkeys("ab", [])
d["a"].append(1)
print(d)
t = ([],)
t[0].append(1)
print(t, [t] * 2)
