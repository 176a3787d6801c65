class Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self


class Cache:
    def __init__(self, size):
        self.size, self.nodes, self.ring = size, {}, Node()
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _push(self, node):
        last = self.ring.before
        node.before, node.after = last, self.ring
        last.after = self.ring.before = node

    def __getitem__(self, key):
        if key not in self.nodes:
            self.misses += 1
            raise KeyError(key)
        self.hits += 1
        node = self.nodes[key]
        self._unlink(node)
        self._push(node)
        return node.value

    def __setitem__(self, key, value):
        if key in self.nodes:
            self._unlink(self.nodes.pop(key))
        elif len(self.nodes) == self.size:
            oldest = self.ring.after
            self._unlink(oldest)
            del self.nodes[oldest.key]
        self.nodes[key] = node = Node(key, value)
        self._push(node)

    def __iter__(self):
        node = self.ring.after
        while node is not self.ring:
            yield node.key
            node = node.after


cache = Cache(3)
for step, key in enumerate("abcadbeaf"):
    try:
        print(key, cache[key], list(cache))
    except KeyError as error:
        cache[key] = step
        print(key, "missed", error, list(cache))
print(cache.hits, cache.misses)
