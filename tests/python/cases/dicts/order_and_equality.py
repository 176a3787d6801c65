a = {"x": 1, "y": 2}
b = {"y": 2, "x": 1}
print(a == b, list(a) == list(b), a | b, b | a, {**b, **a}, dict(zip("ab", "cd")),
      dict([("k", 1)], z=2))
a["x"] = 10
del a["y"]
a["y"] = 20
print(a, list(a.items()), list(reversed(a)), a.popitem(), a)
print({1: "a", True: "b", 1.0: "c"}, {0: 1, False: 2}, {"a": 1, "a": 2}, {(): 0, (1,): 1}[(1,)])
d = {}
d.setdefault("l", []).append(1)
d.setdefault("l", []).append(2)
print(d, d.get("z"), d.pop("z", None), d.keys() & {"l", "m"},
      d.items() >= {("q", 1)} if False else "")
print(dict.fromkeys([3, 1, 2]), dict(a=1).items() == {("a", 1)}, {1: 2}.keys() == {1},
      1 in {1: 2}.values())
k = {"a": 1, "b": 2}.keys()
print(k | {"c"} == {"a", "b", "c"}, sorted(k - {"a"}), sorted(k ^ {"b", "z"}),
      k.isdisjoint({"q"}), len(k))
