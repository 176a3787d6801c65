from collections import UserDict


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())


d = Lower({"A": 1}, B=2)
d["C"] = 3
print(d, d["a"], d["C"], len(d), list(d), d.data, "a" in d, "A" in d)
d.update(D=4)
print(d, d.pop("d"), d.get("zz"), d.get("a"), d.setdefault("E", 5), d)
print(sorted(d.keys()), sorted(d.values()), sorted(d.items()), d == {"a": 1, "b": 2, "c": 3, "e": 5})
try:
    d["missing"]
except KeyError as e:
    print("KeyError", e)
print(type(d.copy()).__name__, d.copy() == d, bool(UserDict()), UserDict(a=1) | {"b": 2})
del d["a"]
print(d, isinstance(d, dict), UserDict.fromkeys("ab", 0))


class Default(UserDict):
    def __missing__(self, key):
        return f"<{key}>"


print(Default()["x"], Default(x=1)["x"], {"a": 1} | UserDict(b=2))
d.clear()
print(d, UserDict([(1, 2)]))
