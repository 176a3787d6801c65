class Seq:
    def __init__(self, data): self.data = data
    def __len__(self): return len(self.data)
    def __getitem__(self, index):
        if isinstance(index, slice):
            return Seq(self.data[index])
        if index < 0:
            return "negative %d" % index
        return self.data[index]
    def __repr__(self): return f"Seq({self.data})"

s = Seq([10, 20, 30, 40])
print(s[0], s[-1], s[1:3], s[::-1], s[:-1], s[5:])
i = slice(1, None, 2)
print(i, i.start, i.stop, i.step, s[i], i == slice(1, None, 2), i.indices(4), i.indices(10))
print(slice(3), slice(None), slice(-3, 10).indices(5), slice(None, None, -1).indices(3))
for call in [lambda: slice(), lambda: slice(1).indices(-1), lambda: s["a"], lambda: s[9]]:
    try:
        print(call())
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
print(list(s), 30 in s, list(reversed(s)))
