from collections.abc import MutableSequence, Sequence


class Letters(Sequence):
    def __init__(self, text):
        self.text = text

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Letters(self.text[index])
        return self.text[index]

    def __len__(self):
        return len(self.text)


a = Letters("banana")
print(list(a), list(reversed(a)), a.index("n"), a.index("n", 3), a.count("a"), "n" in a, "z" in a)
print(a[1:3].text, a.index("a", -2), a.index("a", 2, 5), sorted(a), max(a), isinstance(a, Sequence))
for arguments in (("z",), ("b", 1), ("a", 2, 3)):
    try:
        print(a.index(*arguments))
    except ValueError as e:
        print("ValueError", e)


class Log(MutableSequence):
    def __init__(self, items=()):
        self.items = list(items)

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __delitem__(self, index):
        del self.items[index]

    def __len__(self):
        return len(self.items)

    def insert(self, index, value):
        self.items.insert(index, value)


m = Log([1, 2, 3])
m.append(4)
m.extend([5, 6])
m += [7]
m.reverse()
print(m.items, m.pop(), m.pop(0), m.items)
m.remove(4)
m.extend(m)
print(m.items, len(m), m.index(3), m.count(2))
try:
    m.remove(99)
except ValueError:
    print("not there")
m.clear()
print(m.items)
try:
    m.pop()
except IndexError as e:
    print(e)
