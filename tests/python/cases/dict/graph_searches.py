graph = {"a": {"b": 7, "c": 9, "f": 14}, "b": {"a": 7, "c": 10, "d": 15}, "c": {"a": 9, "b": 10,
    "d": 11, "f": 2},
         "d": {"b": 15, "c": 11, "e": 6}, "e": {"d": 6, "f": 9}, "f": {"a": 14, "c": 2, "e": 9}}

def shortest(graph, start):
    best = {start: 0}
    done = set()
    while len(done) < len(graph):
        node = min((n for n in best if n not in done), key=lambda n: (best[n], n))
        done.add(node)
        for other, cost in graph[node].items():
            if other not in best or best[node] + cost < best[other]:
                best[other] = best[node] + cost
    return best

print(sorted(shortest(graph, "a").items()))

def depth_first(node, seen):
    seen.append(node)
    for other in sorted(graph[node]):
        if other not in seen:
            depth_first(other, seen)
    return seen

print(depth_first("a", []))
