def permutations(items):
    if not items:
        yield ()
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield (item,) + rest

def subsets(items):
    if not items:
        yield []
        return
    for rest in subsets(items[1:]):
        yield rest
        yield [items[0]] + rest

def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)

def walk(tree, path=()):
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from walk(value, path + (key,))
    else:
        yield "/".join(path), tree

print(["".join(p) for p in permutations("abc")], sum(1 for _ in permutations([1, 2, 3, 4, 5])))
print(list(subsets([1, 2, 3])), " ".join(hanoi(3)), len(list(hanoi(8))))
print(list(walk({"a": {"b": 1, "c": {"d": 2}}, "e": 3})))
