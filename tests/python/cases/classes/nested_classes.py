class Tree:
    class Node:
        count = 0

        def __init__(self, value):
            self.value = value
            self.children = []
            type(self).count += 1

        def add(self, value):
            child = Tree.Node(value)
            self.children.append(child)
            return child

        def total(self):
            return self.value + sum(child.total() for child in self.children)

    def __init__(self, value):
        self.root = self.Node(value)

tree = Tree(1)
left = tree.root.add(2)
left.add(3)
tree.root.add(4)
print(tree.root.total(), Tree.Node.count, tree.Node is Tree.Node)

class Outer:
    value = 1

    class Middle:
        value = 2

        class Inner:
            value = 3

            def name(self):
                return type(self).__qualname__

print(Outer.Middle.Inner().name(), Outer.value, Outer.Middle.value, Outer.Middle.Inner.value)
