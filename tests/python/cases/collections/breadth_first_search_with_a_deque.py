from collections import defaultdict, deque

edges = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e"), ("f", "g")]
graph = defaultdict(set)
for left, right in edges:
    graph[left].add(right)
    graph[right].add(left)


def levels(start):
    seen = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in sorted(graph[node]):
            if other not in seen:
                seen[other] = seen[node] + 1
                queue.append(other)
    return seen


print(levels("a"), levels("g"), dict(levels("e")) == levels("e"))
maze = ["#########", "#S..#...#", "#.#.#.#.#", "#.#...#E#", "#########"]
cells = {(x, y): c for y, row in enumerate(maze) for x, c in enumerate(row)}
start = next(place for place, c in cells.items() if c == "S")
queue = deque([(start, [start])])
visited = {start}
while queue:
    (x, y), path = queue.popleft()
    if cells[x, y] == "E":
        print(len(path) - 1, path[-3:])
        break
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        to = (x + dx, y + dy)
        if cells[to] != "#" and to not in visited:
            visited.add(to)
            queue.append((to, path + [to]))
window = deque(maxlen=4)
for number in [1, 3, 5, 2, 8, 9, 4]:
    window.append(number)
    print(sum(window) / len(window), end=" ")
print()
best = deque()
numbers = [1, 3, -1, -3, 5, 3, 6, 7]
maxima = []
for place, number in enumerate(numbers):
    while best and numbers[best[-1]] <= number:
        best.pop()
    best.append(place)
    if best[0] <= place - 3:
        best.popleft()
    if place >= 2:
        maxima.append(numbers[best[0]])
print(maxima)
