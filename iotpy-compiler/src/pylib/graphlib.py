# The order of things that depend on each other.

__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    pass


class TopologicalSorter:
    def __init__(self, graph=None):
        # By node: [predecessors that are not done or -1 once handed out or -2 once done,
        # successors].
        self._nodes = {}
        self._ready = None
        self._handed_out = 0
        self._done = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _node(self, node):
        entry = self._nodes.get(node)
        if entry is None:
            self._nodes[node] = entry = [0, []]
        return entry

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        self._node(node)[0] += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor)[1].append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [node for node, entry in self._nodes.items() if entry[0] == 0]
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        result = tuple(self._ready)
        for node in result:
            self._nodes[node][0] = -1
        self._ready.clear()
        self._handed_out += len(result)
        return result

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._done < self._handed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            entry = self._nodes.get(node)
            if entry is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if entry[0] >= 0:
                raise ValueError(
                    f"node {node!r} was not passed out (still not ready)"
                )
            if entry[0] == -2:
                raise ValueError(f"node {node!r} was already marked done")
            entry[0] = -2
            for successor in entry[1]:
                following = self._nodes[successor]
                following[0] -= 1
                if following[0] == 0:
                    self._ready.append(successor)
            self._done += 1

    def _cycle(self):
        """A list of nodes that follow each other in a circle, the first one repeated at the end."""
        seen = set()
        for start in self._nodes:
            if start in seen:
                continue
            path = [start]
            places = {start: 0}
            branches = [iter(self._nodes[start][1])]
            seen.add(start)
            while path:
                for node in branches[-1]:
                    if node in places:
                        return path[places[node]:] + [node]
                    if node not in seen:
                        seen.add(node)
                        places[node] = len(path)
                        path.append(node)
                        branches.append(iter(self._nodes[node][1]))
                        break
                else:
                    del places[path.pop()]
                    branches.pop()
        return None

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)
