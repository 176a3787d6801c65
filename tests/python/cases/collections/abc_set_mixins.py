from collections.abc import MutableSet, Set


class Items(Set):
    def __init__(self, items=()):
        self.items = []
        for item in items:
            if item not in self.items:
                self.items.append(item)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


a = Items([1, 2, 3])
b = Items([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), type(a & b).__name__)
print(a <= b, a < b, Items([2]) <= a, Items([2]) < a, a >= Items([1]), a > a, a == Items([3, 2, 1]), a != b)
print(a.isdisjoint(b), a.isdisjoint([7]), a == {1, 2, 3}, {1, 2, 3} == a, list(a & [1]), list([9] | a))
print(sorted({1, 9} - a), list(a - [1]), isinstance(a, Set), a._hash() == Items([3, 1, 2])._hash())
try:
    a <= [1]
except TypeError as e:
    print(e)


class Mutable(Items, MutableSet):
    def add(self, item):
        if item not in self.items:
            self.items.append(item)

    def discard(self, item):
        if item in self.items:
            self.items.remove(item)


m = Mutable([1, 2])
m.add(3)
m |= [4, 5]
m -= [1]
m &= [2, 3, 4]
m ^= [4, 9]
print(list(m))
m.remove(9)
try:
    m.remove(9)
except KeyError as e:
    print("KeyError", e)
print(m.pop(), list(m))
m.clear()
print(list(m))
try:
    m.pop()
except KeyError:
    print("empty")
