import heapq
from collections import defaultdict

ROADS = """
a b 7; a c 9; a f 14; b c 10; b d 15; c d 11; c f 2; d e 6; e f 9; g h 1
"""


def read(text):
    graph = defaultdict(dict)
    for line in text.strip().split(";"):
        start, end, miles = line.split()
        graph[start][end] = graph[end][start] = int(miles)
    return graph


def paths(graph, source):
    best, back, queue = {source: 0}, {}, [(0, source)]
    while queue:
        far, here = heapq.heappop(queue)
        if far > best[here]:
            continue
        for there, miles in graph[here].items():
            total = far + miles
            if total < best.get(there, float("inf")):
                best[there], back[there] = total, here
                heapq.heappush(queue, (total, there))
    return best, back


def route(back, target):
    steps = [target]
    while steps[-1] in back:
        steps.append(back[steps[-1]])
    return "-".join(reversed(steps))


graph = read(ROADS)
best, back = paths(graph, "a")
for name in sorted(graph):
    print(f"{name}: {best.get(name, 'unreached')!s:>9} {route(back, name)}")
print(dict(graph["c"]))
