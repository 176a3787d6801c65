from collections import deque


class Window(deque):
    def __init__(self, size):
        super().__init__(maxlen=size)
        self.seen = 0

    def append(self, item):
        self.seen += 1
        super().append(item)

    def mean(self):
        return sum(self) / len(self)


w = Window(3)
for value in [1, 2, 3, 4, 5]:
    w.append(value)
print(w, w.seen, w.mean(), w.maxlen, len(w), isinstance(w, deque), w[0])
print(issubclass(Window, deque), type(w).__name__, deque.__name__)


class Stack(deque):
    def push(self, item):
        self.append(item)
        return self


print(Stack([1]).push(2).push(3), Stack("ab") == deque("ab"))
