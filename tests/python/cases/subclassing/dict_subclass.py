class Attr(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None
    def __setattr__(self, name, value):
        self[name] = value

d = Attr(a=1, b={"c": 2})
d.e = 5
print(d, d.a, d.b["c"], d["e"], len(d), "a" in d, list(d), sorted(d.items(), key=str),
      d == dict(d))
try:
    d.zzz
except AttributeError as error:
    print("AttributeError", error)
print(isinstance(d, dict), type(d.copy()).__name__, d | {"f": 6}, type(d | {}).__name__, {**d})

class Logged(dict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)
    def __delitem__(self, key):
        print("del", key)
        super().__delitem__(key)
l = Logged(x=1)
l["y"] = 2
l.update(z=3)
l.setdefault("w", 4)
del l["x"]
print(l, l.pop("y"), l, repr(l))

class Lower(dict):
    def __init__(self, *args, **kw):
        super().__init__()
        for k, v in dict(*args, **kw).items():
            self[k] = v
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __getitem__(self, k): return super().__getitem__(k.lower())
    def __contains__(self, k): return super().__contains__(k.lower())
low = Lower({"Content-Type": "json"}, ACCEPT="*")
print(low, low["CONTENT-TYPE"], "Accept" in low, low.get("ACCEPT"), low.get("accept"))
