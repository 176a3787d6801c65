class Node:
    __slots__ = ("key", "value", "before", "after")
    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = None

class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.table = capacity, {}
        self.head, self.tail = Node(), Node()
        self.head.after, self.tail.before = self.tail, self.head
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _front(self, node):
        node.before, node.after = self.head, self.head.after
        self.head.after.before = node
        self.head.after = node

    def get(self, key, default=None):
        node = self.table.get(key)
        if node is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(node)
        self._front(node)
        return node.value

    def put(self, key, value):
        if key in self.table:
            self._unlink(self.table[key])
        elif len(self.table) == self.capacity:
            oldest = self.tail.before
            self._unlink(oldest)
            del self.table[oldest.key]
        node = self.table[key] = Node(key, value)
        self._front(node)

    def __iter__(self):
        node = self.head.after
        while node is not self.tail:
            yield node.key
            node = node.after

    def __len__(self): return len(self.table)
    def __contains__(self, key): return key in self.table

cache = LRUCache(3)
for i, word in enumerate("a b c a d b e a".split()):
    if cache.get(word) is None:
        cache.put(word, i)
    print(word, list(cache), len(cache))
print(cache.hits, cache.misses, "a" in cache, "c" in cache, cache.get("zzz", "default"))
