d = {"a": 1}
print(d.get("a"), d.get("b"), d.get("b", "default"), d.get("a", 5))
print(d.setdefault("a", 9), d.setdefault("b", []), d.setdefault("c"), d)
d["b"].append(1)
d.setdefault("b", []).append(2)
print(d)
print(d.pop("a"), d.pop("a", "gone"), d.pop("b", None), d)
try:
    d.pop("missing")
except KeyError as error:
    print(error)
for f in (lambda: d.get(), lambda: d.pop(), lambda: d.get(1, 2, 3), lambda: d.pop("a", "b", "c")):
    try:
        f()
    except TypeError as error:
        print(error)
