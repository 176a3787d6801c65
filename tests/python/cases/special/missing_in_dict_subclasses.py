class Defaults(dict):
    def __missing__(self, key):
        print("missing", key)
        self[key] = value = [key]
        return value

d = Defaults(a=1)
print(d["a"], d["b"], d["b"], d, len(d))
print(d.get("c"), "c" in d, d.setdefault("z", 5), d.pop("q", None))
d["n"].append(1)
print(d["n"])

class Upper(dict):
    def __missing__(self, key):
        if isinstance(key, str) and key != key.upper():
            return self[key.upper()]
        raise KeyError(key)
u = Upper(X=10)
print(u["x"], "{x} {X}".format_map(u))
try:
    u["nope"]
except KeyError as error:
    print("KeyError", error)
print("%(x)d" % u)
