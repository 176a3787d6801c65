from collections import OrderedDict

a = OrderedDict([("x", 1), ("y", 2)])
b = OrderedDict([("y", 2), ("x", 1)])
print(a == b, a != b, a == {"y": 2, "x": 1}, {"y": 2, "x": 1} == a, a == dict(b))
print(a == OrderedDict(a), a == a.copy(), a != a.copy(), a == 5)
c = a | {"z": 3}
print(type(c).__name__, list(c.items()))
c = {"w": 0, "x": 9} | a
print(type(c).__name__, list(c.items()))
a |= {"q": 4}
print(list(a.items()))


class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.size:
            self.popitem(last=False)


cache = LRU(2)
cache["a"] = 1
cache["b"] = 2
cache["a"]
cache["c"] = 3
print(list(cache), "b" in cache, cache.size)
