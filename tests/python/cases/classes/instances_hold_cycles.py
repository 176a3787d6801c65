class Parent:
    def __init__(self, name):
        self.name, self.children = name, []

    def add(self, child):
        child.parent = self
        self.children.append(child)
        return child

class Child:
    def __init__(self, name):
        self.name, self.parent = name, None

    def path(self):
        return f"{self.parent.name}/{self.name}"

p = Parent("root")
for i in range(3):
    p.add(Child(f"c{i}"))
print([c.path() for c in p.children], p.children[0].parent is p)
for i in range(2000):
    a, b = Parent("a"), Child("b")
    a.add(b)
print(b.path(), len(a.children))
p.children[0].parent = None
try:
    p.children[0].path()
except AttributeError as error:
    print(error)
