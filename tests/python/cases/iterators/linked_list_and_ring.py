class LinkedList:
    class Node:
        def __init__(self, value, next=None): self.value, self.next = value, next
    def __init__(self, items=()):
        self.head = None
        for item in reversed(list(items)):
            self.head = self.Node(item, self.head)
    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next
    def reverse(self):
        node, previous = self.head, None
        while node:
            node.next, previous, node = previous, node, node.next
        self.head = previous
        return self
    def __len__(self): return sum(1 for _ in self)
    def __getitem__(self, i):
        for n, v in enumerate(self):
            if n == i: return v
        raise IndexError(f"no item {i}")
    def __repr__(self): return " -> ".join(map(repr, self)) or "empty"

class Ring:
    def __init__(self, size): self.items, self.at, self.size = [], 0, size
    def push(self, x):
        if len(self.items) < self.size: self.items.append(x)
        else:
            self.items[self.at] = x
            self.at = (self.at + 1) % self.size
    def __iter__(self): return iter(self.items[self.at:] + self.items[:self.at])

l = LinkedList("abcd")
print(l, len(l), l[2], "c" in l, list(zip(l, l.reverse())) if False else l.reverse(), LinkedList())
try:
    l[9]
except IndexError as error:
    print(error)
r = Ring(3)
for n in range(7):
    r.push(n)
    print(list(r), end=" ")
print(sum(r))
