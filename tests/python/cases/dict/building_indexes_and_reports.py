words = "the quick brown fox jumps over the lazy dog the end".split()
counts, first, by_length = {}, {}, {}
for position, word in enumerate(words):
    counts[word] = counts.get(word, 0) + 1
    first.setdefault(word, position)
    by_length.setdefault(len(word), []).append(word)
print(counts, first, by_length, sep="\n")
print(max(counts, key=counts.get), min(first, key=lambda w: (-first[w], w)), sorted(counts, key=lambda w: (-counts[w], w))[:3])
print({v: k for k, v in first.items() if v % 2}, dict(sorted(by_length.items())), dict(zip("abc", range(3))))
inverted = {}
for word, count in counts.items():
    inverted.setdefault(count, set()).add(word)
print({count: sorted(group) for count, group in inverted.items()})
nested = {}
for path in ("a.b.c", "a.b.d", "a.e", "f"):
    node = nested
    for part in path.split("."):
        node = node.setdefault(part, {})
print(nested)
def flatten(tree, prefix=""):
    for name, sub in tree.items():
        yield from flatten(sub, f"{prefix}{name}/") if sub else [prefix + name]
print(list(flatten(nested)), [*nested], {**nested, "f": 1, **{"g": 2}})
merged = {"a": 1} | {"b": 2, "a": 3}
merged |= [("c", 4)]
print(merged, list(merged.popitem()), dict.fromkeys("aba", 0), dict([("k", "v")], k2=1))
