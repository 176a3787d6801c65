from collections import ChainMap

base = {"a": 1, "b": 2}
over = {"b": 20, "c": 30}
m = ChainMap(over, base)
print(m["a"], m["b"], m["c"], len(m), list(m), sorted(m.items()))
print(m.get("a"), m.get("zz"), m.get("zz", 0), "c" in m, "zz" in m)
m["a"] = 100
print(over, base, m["a"])
del m["a"]
print(m["a"], m)
child = m.new_child({"z": 9})
print(child, child.parents == m, child.maps, child.parents.maps)
print(m.new_child(q=1).maps[0], m.new_child({"q": 1}, r=2).maps[0], ChainMap().maps)
print(dict(m), m == {"a": 1, "b": 20, "c": 30}, bool(ChainMap({}, {})), bool(m))
try:
    m["none"]
except KeyError as e:
    print("KeyError", e)
try:
    del m["a"]
except KeyError as e:
    print(e)
try:
    m.pop("a")
except KeyError as e:
    print(e)
print(m.pop("c"), m.popitem(), over)
try:
    m.popitem()
except KeyError as e:
    print(e)
print(m | {"x": 1}, {"x": 1} | m)
m |= {"y": 5}
print(m, list(m.keys()), list(m.values()), m.copy() == m)
m.clear()
print(m, m.setdefault("s", 1), m)
