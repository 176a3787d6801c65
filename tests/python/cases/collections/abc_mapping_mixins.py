from collections.abc import Mapping, MutableMapping


class Squares(Mapping):
    def __init__(self, size):
        self.size = size

    def __getitem__(self, key):
        if isinstance(key, int) and 0 <= key < self.size:
            return key * key
        raise KeyError(key)

    def __iter__(self):
        return iter(range(self.size))

    def __len__(self):
        return self.size


s = Squares(4)
print(s[3], s.get(3), s.get(9), s.get(9, "no"), 2 in s, 7 in s)
print(list(s), list(s.keys()), list(s.values()), list(s.items()), dict(s), {**s})
print(s == {0: 0, 1: 1, 2: 4, 3: 9}, s != {}, {} == s, s == Squares(4), s == 5, len(s))
print(3 in s.keys(), (3, 9) in s.items(), 9 in s.values(), (1, 2) in s.items(), 5 in s.values())
print(sorted(s.keys() & {1, 9}), sorted(s.keys() | {9}), sorted(s.keys() - {0}), len(s.items()))
try:
    s[10]
except KeyError as e:
    print("KeyError", e)
try:
    hash(s)
except TypeError as e:
    print(e)


class Store(MutableMapping):
    def __init__(self, *args, **kwargs):
        self._data = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self._data[key.lower()]

    def __setitem__(self, key, value):
        self._data[key.lower()] = value

    def __delitem__(self, key):
        del self._data[key.lower()]

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)


h = Store({"Accept": 1}, Host=2)
h.update([("X", 3)], Y=4)
print(dict(h), h["ACCEPT"], h.pop("host"), h.pop("host", None), h.setdefault("Z", 5), h.setdefault("x"))
print(h.popitem(), dict(h), "ACCEPT" in h, isinstance(h, Mapping))
try:
    h.pop("gone")
except KeyError as e:
    print("KeyError", e)
h.clear()
print(len(h), bool(h), list(h.items()))
try:
    h.popitem()
except KeyError:
    print("empty")
