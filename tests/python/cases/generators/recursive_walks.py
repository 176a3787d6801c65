tree = ("root", [("a", [("a1", []), ("a2", [("deep", [])])]), ("b", []), ("c", [("c1", [])])])
def preorder(node, depth=0):
    name, children = node
    yield depth, name
    for child in children:
        yield from preorder(child, depth + 1)
def postorder(node):
    for child in node[1]:
        yield from postorder(child)
    yield node[0]
def breadth(node):
    queue = [node]
    for name, children in queue:
        yield name
        queue.extend(children)
for depth, name in preorder(tree):
    print("  " * depth + name)
print(list(postorder(tree)), list(breadth(tree)))
def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1 :]):
            yield [item, *rest]
print(["".join(p) for p in permutations("abc")], sum(1 for _ in permutations(list(range(5)))))
def queens(n, placed=()):
    if len(placed) == n:
        yield placed
        return
    for column in range(n):
        if all(column != c and abs(column - c) != len(placed) - r for r, c in enumerate(placed)):
            yield from queens(n, placed + (column,))
print(next(queens(8)), len(list(queens(6))), list(queens(4)))
def partitions(n, largest=None):
    largest = largest or n
    if n == 0:
        yield ()
    for part in range(min(n, largest), 0, -1):
        for rest in partitions(n - part, part):
            yield (part, *rest)
print(list(partitions(5)), [sum(1 for _ in partitions(n)) for n in range(1, 12)])
