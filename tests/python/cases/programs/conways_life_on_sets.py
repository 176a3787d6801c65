def neighbours(cell):
    x, y = cell
    return {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} - {cell}


def step(alive):
    near = set().union(*map(neighbours, alive)) | alive
    return {c for c in near if len(neighbours(c) & alive) in ((2, 3) if c in alive else (3,))}


def show(alive):
    xs, ys = zip(*alive)
    for y in range(min(ys), max(ys) + 1):
        print("".join(".#"[(x, y) in alive] for x in range(min(xs), max(xs) + 1)))


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
world = glider
for _ in range(4):
    world = step(world)
print(world == {(x + 1, y + 1) for x, y in glider})
world = {(0, 0), (1, 0), (2, 0), (1, 1), (1, -1)}
for generation in range(5):
    print(generation, len(world))
    show(world)
    world = step(world)
