class Sparse:
    def __init__(self, size):
        self.size, self.cells = size, {}
    def __len__(self):
        return self.size
    def at(self, index):
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self.size))]
        if not isinstance(index, int):
            raise TypeError(f"bad index {index!r}")
        index += self.size if index < 0 else 0
        if not 0 <= index < self.size:
            raise IndexError("out of range")
        return index
    def __getitem__(self, index):
        place = self.at(index)
        return place if isinstance(place, list) else self.cells.get(place, 0)
    def __setitem__(self, index, value):
        self.cells[self.at(index)] = value
    def __delitem__(self, index):
        self.cells.pop(self.at(index), None)
s = Sparse(6)
s[2], s[-1] = "two", "last"
print(list(s), s[1:4], s[::-2], "two" in s, len(s), bool(s), bool(Sparse(0)), list(reversed(s)))
del s[2]
print([*s], s.cells, max(enumerate(s), key=lambda p: str(p[1])), list(zip(s, "abc")))
first, *middle, last = s
print(first, middle, last, sum(1 for _ in s), any(s), all(s), tuple(map(str, s)), sorted(s, key=str))
for action in (lambda: s[9], lambda: s["a"], lambda: setattr(s, "size", 2) or list(s)):
    try:
        print(action())
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
class Bad:
    def __len__(self):
        return -1
    def __iter__(self):
        return 5
    def __bool__(self):
        return "yes"
    def __contains__(self, x):
        return [x]
for action in (lambda: len(Bad()), lambda: list(Bad()), lambda: bool(Bad()), lambda: 1 in Bad(), lambda: 5 in 5, lambda: iter(5)):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
