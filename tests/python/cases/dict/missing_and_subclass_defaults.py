class Counting(dict):
    def __missing__(self, key):
        print("missing", key)
        value = self[key] = len(self)
        return value

c = Counting(a=10)
print(c["a"], c["b"], c["b"], c.get("z"), "z" in c, c)
print(c.pop("z", "none"), c.setdefault("q", 5), c["w"], sorted(c))
class Fallback(dict):
    def __missing__(self, key):
        return key * 2
f = Fallback({"x": 1})
print(f["x"], f["yy"], len(f), f"{f['ab']}", "%(k)s" % f, "{k}".format_map(f))
class Strict(dict):
    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise TypeError(f"key {key!r} must be a text")
        super().__setitem__(key.lower(), value)
s = Strict({1: 2})
s["ABC"] = 1
s.update({"DEF": 2})
try:
    s[5] = 1
except TypeError as error:
    print(error)
print(s, type(s.copy()), type(s | {}), isinstance(s, dict), s == {1: 2, "abc": 1, "DEF": 2})
