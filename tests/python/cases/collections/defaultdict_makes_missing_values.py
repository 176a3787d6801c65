from collections import defaultdict

groups = defaultdict(list)
for word in ["apple", "avocado", "banana", "cherry", "blueberry"]:
    groups[word[0]].append(word)
print(groups, dict(groups))
counts = defaultdict(int)
for letter in "mississippi":
    counts[letter] += 1
print(sorted(counts.items()))
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 5
nested["a"]["c"] -= 1
print({key: dict(value) for key, value in nested.items()})
sets = defaultdict(set)
sets[1].add(2)
sets[1].add(2)
print(sets)
d = defaultdict(lambda: "none", {"a": 1}, b=2)
print(d["a"], d["b"], d["c"], len(d), "d" in d, d.get("d"), len(d))
print(d.default_factory())
d.default_factory = None
try:
    d["zz"]
except KeyError as e:
    print("KeyError", e)
print(defaultdict(), defaultdict(None, {1: 2}), defaultdict(int, [(1, 2)]))
tree = lambda: defaultdict(tree)
t = tree()
t["x"]["y"]["z"] = 1
print(list(t), list(t["x"]), t["x"]["y"]["z"])
print(isinstance(d, dict), type(d).__name__, d.pop("a"), d.setdefault("q", 3), list(d))
