import heapq

graph = {
    "a": [("b", 7), ("c", 9), ("f", 14)],
    "b": [("a", 7), ("c", 10), ("d", 15)],
    "c": [("a", 9), ("b", 10), ("d", 11), ("f", 2)],
    "d": [("b", 15), ("c", 11), ("e", 6)],
    "e": [("d", 6), ("f", 9)],
    "f": [("a", 14), ("c", 2), ("e", 9)],
}


def distances(graph, start):
    best = {start: 0}
    before = {}
    queue = [(0, start)]
    while queue:
        cost, node = heapq.heappop(queue)
        if cost > best[node]:
            continue
        for other, weight in graph[node]:
            total = cost + weight
            if total < best.get(other, float("inf")):
                best[other] = total
                before[other] = node
                heapq.heappush(queue, (total, other))
    return best, before


print(*distances(graph, "a"))
size = 20
cells = [[(x * 7 + y * 13) % 9 + 1 for x in range(size)] for y in range(size)]
queue = [(cells[0][0], 0, 0)]
done = set()
while queue:
    cost, x, y = heapq.heappop(queue)
    if (x, y) in done:
        continue
    done.add((x, y))
    if x == y == size - 1:
        print(cost, len(done))
        break
    for a, b in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
        if 0 <= a < size and 0 <= b < size:
            heapq.heappush(queue, (cost + cells[b][a], a, b))
