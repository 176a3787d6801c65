class Stack(list):
    def push(self, item):
        self.append(item)
        return self
    def peek(self):
        return self[-1]

s = Stack([1, 2])
s.push(3).push(4)
print(s, len(s), s.peek(), s[0], s[1:3], type(s[1:3]).__name__, type(s + [1]).__name__,
      s == [1, 2, 3, 4])
print(isinstance(s, list), 3 in s, sum(s), sorted(s, reverse=True), [x * 2 for x in s], s.pop(), s)
s += [9]
s.extend("ab")
print(s, type(s).__name__, s.index(9), s.copy(), type(s.copy()).__name__)
a, *b = s
print(a, b, list(s), tuple(s), bool(Stack()), Stack("ab"), Stack())
s.name = "stack"
print(s.name, vars(s))

class OneBased(list):
    def __getitem__(self, i):
        return super().__getitem__(i - 1)
    def __setitem__(self, i, value):
        super().__setitem__(i - 1, value)
    def __len__(self):
        return 100 + super().__len__()
o = OneBased("abc")
o[1] = "z"
print(o[1], o[3], len(o), o, list(o), bool(o))
class Ordered(list):
    def __init__(self, *items):
        super().__init__(items)
        self.sort()
    def append(self, item):
        super().append(item)
        self.sort()
x = Ordered(3, 1, 2)
x.append(0)
print(x, repr(x), str(x))
