class Tree:
    def __init__(self, value, *children): self.value, self.children = value, children
    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child
    def levels(self):
        level = [self]
        while level:
            yield [node.value for node in level]
            level = [child for node in level for child in node.children]
    @classmethod
    def chain(cls, n):
        for i in range(n):
            yield cls(i)
    @property
    def lazily(self):
        yield "property"
    @staticmethod
    def pairs(items):
        items = iter(items)
        for a in items:
            yield a, next(items, None)

t = Tree(1, Tree(2, Tree(4)), Tree(3))
print(list(t), list(t.levels()), [x.value for x in Tree.chain(3)], list(t.lazily), sum(t), 4 in t)
print(list(Tree.pairs("abcde")))
