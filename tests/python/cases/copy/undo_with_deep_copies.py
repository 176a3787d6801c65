import copy
from collections import defaultdict, deque


class Document:
    def __init__(self):
        self.lines = []
        self.meta = {"tags": set(), "author": None}
        self.history = deque(maxlen=3)

    def checkpoint(self):
        self.history.append(copy.deepcopy((self.lines, self.meta)))

    def undo(self):
        self.lines, self.meta = self.history.pop()


doc = Document()
doc.checkpoint()
doc.lines.append(["one"])
doc.meta["tags"].add("draft")
doc.checkpoint()
doc.lines[0].append("two")
doc.meta["tags"].add("final")
print(doc.lines, sorted(doc.meta["tags"]), len(doc.history))
doc.undo()
print(doc.lines, sorted(doc.meta["tags"]), len(doc.history))
doc.undo()
print(doc.lines, sorted(doc.meta["tags"]), len(doc.history))
twin = copy.deepcopy(doc)
twin.lines.append("x")
print(doc.lines, twin.lines, twin.history.maxlen, twin is doc)
grid = [[0] * 3 for _ in range(2)]
shallow, deep = copy.copy(grid), copy.deepcopy(grid)
grid[0][0] = 9
print(shallow[0][0], deep[0][0], [row[:] for row in grid])
tree = defaultdict(lambda: "none", {"a": {"b": [1, {"c": (2, [3])}]}})
clone = copy.deepcopy(tree)
clone["a"]["b"][1]["c"][1].append(4)
print(tree["a"], clone["a"], clone["zzz"], "zzz" in tree)


class Config:
    defaults = {"depth": 1}

    def __init__(self, **options):
        self.options = {**self.defaults, **options}
        self.parent = None

    def child(self, **options):
        twin = copy.copy(self)
        twin.options = {**self.options, **options}
        twin.parent = self
        return twin


base = Config(name="base")
child = base.child(depth=2)
print(base.options, child.options, child.parent is base, copy.deepcopy(child).parent.options)
