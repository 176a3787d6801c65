import copy

class Node:
    def __init__(self, value, children=()):
        self.value, self.children = value, list(children)

    def __copy__(self):
        print("__copy__")
        return Node(self.value, self.children)

    def __deepcopy__(self, memo):
        print("__deepcopy__", self.value)
        return Node(self.value, [copy.deepcopy(c, memo) for c in self.children])

tree = Node(1, [Node(2), Node(3)])
shallow, deep = copy.copy(tree), copy.deepcopy(tree)
print(shallow.children[0] is tree.children[0], deep.children[0] is tree.children[0])
print([c.value for c in deep.children])

class Plain:
    def __init__(self): self.items, self.n = [1, [2]], 5
p = Plain()
q, r = copy.copy(p), copy.deepcopy(p)
print(q.items is p.items, r.items is p.items, r.items == p.items, r.items[1] is p.items[1], q.n)
p.me = p
s = copy.deepcopy(p)
print(s.me is s, s is not p)
