class Node:
    def __init__(self, key):
        self.key, self.left, self.right = key, None, None

    def insert(self, key):
        side = "left" if key < self.key else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Node(key))
        else:
            child.insert(key)

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.key
        if self.right:
            yield from self.right

    def depth(self):
        return 1 + max((c.depth() for c in (self.left, self.right) if c), default=0)

    def __contains__(self, key):
        if key == self.key:
            return True
        child = self.left if key < self.key else self.right
        return child is not None and key in child

root = Node(50)
for key in [30, 70, 20, 40, 60, 80, 10, 45, 65]:
    root.insert(key)
print(list(root), root.depth(), 45 in root, 46 in root, sum(root), max(root))
