from collections import defaultdict, deque
import heapq

class Graph:
    def __init__(self, edges=(), directed=False):
        self.edges, self.directed = defaultdict(dict), directed
        for a, b, *w in edges: self.connect(a, b, w[0] if w else 1)
    def connect(self, a, b, weight=1):
        self.edges[a][b] = weight
        if not self.directed: self.edges[b][a] = weight
        else: self.edges.setdefault(b, {})
    def bfs(self, start):
        seen, queue = {start: 0}, deque([start])
        while queue:
            node = queue.popleft()
            for other in sorted(self.edges[node]):
                if other not in seen:
                    seen[other] = seen[node] + 1
                    queue.append(other)
        return seen
    def dijkstra(self, start, goal):
        heap, done = [(0, start, [start])], set()
        while heap:
            cost, node, path = heapq.heappop(heap)
            if node == goal: return cost, path
            if node in done: continue
            done.add(node)
            for other, weight in self.edges[node].items():
                if other not in done: heapq.heappush(heap, (cost + weight, other, path + [other]))
        return None
    def components(self):
        left, found = set(self.edges), []
        while left:
            part = set(self.bfs(min(left)))
            found.append(sorted(part))
            left -= part
        return found
    def topological(self):
        state, order = {}, []
        def visit(node, trail):
            if state.get(node) == "open": raise ValueError("cycle " + "->".join(trail + [node]))
            if node in state: return
            state[node] = "open"
            for other in sorted(self.edges[node]): visit(other, trail + [node])
            state[node] = "done"
            order.append(node)
        for node in sorted(self.edges): visit(node, [])
        return order[::-1]
    def spanning_tree(self):
        parent = {n: n for n in self.edges}
        def root(n):
            while parent[n] != n: parent[n] = parent[parent[n]]; n = parent[n]
            return n
        total, kept = 0, []
        for w, a, b in sorted((w, a, b) for a in self.edges for b,
              w in self.edges[a].items() if a < b):
            if root(a) != root(b):
                parent[root(a)] = root(b)
                total, kept = total + w, kept + [a + b]
        return total, kept

g = Graph([("a",
      "b", 4), ("a", "c", 1), ("c", "b", 2), ("b", "d", 5), ("c", "d", 8), ("x", "y", 1)])
print(g.bfs("a"), g.dijkstra("a", "d"), g.dijkstra("a", "x"), g.components(), g.spanning_tree())
d = Graph([("shirt", "tie"), ("tie", "jacket"), ("pants", "shoes"), ("pants", "jacket")],
      directed=True)
print(d.topological())
d.connect("jacket", "pants")
try: d.topological()
except ValueError as error: print(error)
