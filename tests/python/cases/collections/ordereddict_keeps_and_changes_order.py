from collections import OrderedDict

d = OrderedDict()
d["b"] = 2
d["a"] = 1
d["c"] = 3
print(list(d), list(d.items()), list(reversed(d)), len(d))
d.move_to_end("b")
print(list(d))
d.move_to_end("c", last=False)
print(list(d))
d["a"] = 100
print(list(d.items()))
print(d.popitem(), d.popitem(last=False), list(d))
d.update(x=1, y=2)
print(list(d.items()), d.pop("x"), d.pop("nope", None))
del d["y"]
print(list(d), d.setdefault("k", 5), list(d.items()))
print(list(OrderedDict([("q", 1), ("p", 2)])), list(OrderedDict(z=1, y=2)))
print(list(OrderedDict.fromkeys("hello")), list(OrderedDict.fromkeys("ab", 0).items()))
print(isinstance(d, dict), type(d.copy()).__name__, dict(d))
for name in ("missing", "gone"):
    try:
        d.move_to_end(name)
    except KeyError as e:
        print("KeyError", e)
d.clear()
try:
    d.popitem()
except KeyError as e:
    print(e)
print(d, OrderedDict())
