grid = ["#########", "#S..#...#", "#.#.#.#.#", "#.#...#E#", "#########"]

def find(letter):
    for y, row in enumerate(grid):
        x = row.find(letter)
        if x >= 0:
            return x, y

start, end = find("S"), find("E")
frontier, came = [start], {start: None}
while frontier:
    x, y = frontier.pop(0)
    if (x, y) == end:
        break
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        step = x + dx, y + dy
        if grid[step[1]][step[0]] != "#" and step not in came:
            came[step] = x, y
            frontier.append(step)
path, step = [], end
while step:
    path.append(step)
    step = came[step]
print(len(path), path[::-1])
for y, row in enumerate(grid):
    print("".join("*" if (x, y) in path and c == "." else c for x, c in enumerate(row)))
