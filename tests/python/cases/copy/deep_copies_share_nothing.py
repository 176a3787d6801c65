import copy

original = {"list": [1, [2, 3]], "tuple": (1, [2]), "set": {1}, "text": "t", "nested": {"k": {"q": [None]}}}
deep = copy.deepcopy(original)
print(deep == original, deep is original, deep["list"][1] is original["list"][1], deep["tuple"][1] is original["tuple"][1])
deep["list"][1].append(4)
deep["nested"]["k"]["q"].append(1)
deep["tuple"][1].append(5)
print(original, deep["list"], deep["nested"], deep["tuple"])
shared = [1]
pair = copy.deepcopy([shared, shared, (shared,)])
print(pair[0] is pair[1], pair[2][0] is pair[0], pair[0] is shared)
constant = (1, "a", (2, 3))
print(copy.deepcopy(constant) is constant, copy.deepcopy((1, [])) == (1, []))


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


a = Node([1])
a.next = Node([2])
a.next.next = a
b = copy.deepcopy(a)
print(b is a, b.value, b.value is a.value, b.next.value, b.next.next is b, b.next is a.next)
memo = {}
x = [1]
y = copy.deepcopy(x, memo)
print(copy.deepcopy(x, memo) is y, copy.deepcopy(x) is y)
print(copy.deepcopy(frozenset([(1, 2)])), copy.deepcopy(bytearray(b"q")), copy.deepcopy({(1, 2): [3]}))
