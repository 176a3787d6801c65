PUZZLE = """
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
"""


def read(text):
    return [[int(c) if c != "." else 0 for c in line] for line in text.split()]


def options(grid, row, column):
    used = set(grid[row]) | {line[column] for line in grid}
    top, left = row // 3 * 3, column // 3 * 3
    used |= {grid[i][j] for i in range(top, top + 3) for j in range(left, left + 3)}
    return [n for n in range(1, 10) if n not in used]


def solve(grid, tried):
    empty = [(len(options(grid, i, j)), i, j) for i in range(9) for j in range(9) if not grid[i][j]]
    if not empty:
        return True
    _, i, j = min(empty)
    for number in options(grid, i, j):
        tried[0] += 1
        grid[i][j] = number
        if solve(grid, tried):
            return True
    grid[i][j] = 0
    return False


grid, tried = read(PUZZLE), [0]
print(solve(grid, tried), tried)
for row in grid:
    print(*row, sep="")
grid = read(PUZZLE)
grid[0][2] = 9
print(solve(grid, [0]))
