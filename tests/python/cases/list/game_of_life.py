def step(cells, width, height):
    out = []
    for y in range(height):
        row = []
        for x in range(width):
            n = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if dx or dy:
                        n += cells[(y + dy) % height][(x + dx) % width]
            row.append(1 if n == 3 or (n == 2 and cells[y][x]) else 0)
        out.append(row)
    return out

cells = [[0] * 8 for _ in range(8)]
for x, y in ((1, 0), (2, 1), (0, 2), (1, 2), (2, 2)):
    cells[y][x] = 1
for generation in range(9):
    print(generation, sum(map(sum, cells)), "/".join("".join(".#"[c] for c in row) for row
        in cells))
    cells = step(cells, 8, 8)
