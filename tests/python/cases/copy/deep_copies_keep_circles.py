import copy

a = [1]
a.append(a)
b = copy.deepcopy(a)
print(b is a, b[1] is b, len(b), b[0])
d = {"k": []}
d["self"] = d
d["k"].append(d)
e = copy.deepcopy(d)
print(e is d, e["self"] is e, e["k"][0] is e, e["k"] is d["k"])
t = ([],)
t[0].append(t)
u = copy.deepcopy(t)
print(u is t, u[0][0] is u, type(u).__name__)


class Tree:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = parent
        self.children = []
        if parent:
            parent.children.append(self)

    def walk(self):
        yield self.name
        for child in self.children:
            yield from child.walk()


root = Tree("root")
left = Tree("left", root)
Tree("leaf", left)
Tree("right", root)
twin = copy.deepcopy(root)
twin.children[0].name = "changed"
print(list(root.walk()), list(twin.walk()), twin.children[0].parent is twin, twin.children[0].children[0].parent.name)
part = copy.deepcopy(left)
print(part.parent is root, part.parent.children[0] is part)
many = [[n] * 3 for n in range(200)]
print(copy.deepcopy(many) == many, copy.deepcopy(many)[7] is many[7])
