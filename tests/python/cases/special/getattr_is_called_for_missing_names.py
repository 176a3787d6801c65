class Lazy:
    here = "class"

    def __init__(self):
        self.own = "instance"

    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: name[4:]
        if name == "none":
            return None
        raise AttributeError(f"no {name} here")

z = Lazy()
print(z.own, z.here, z.get_size(), z.none, hasattr(z, "get_x"), hasattr(z, "zzz"))
print(getattr(z, "zzz", "default"), getattr(z, "own", "default"))
try:
    z.zzz
except AttributeError as error:
    print(error)
z.zzz = 1
print(z.zzz)
del z.own
try:
    z.own
except AttributeError as error:
    print(error)

class Proxy:
    def __init__(self, target): self._target = target
    def __getattr__(self, name): return getattr(self._target, name)
p = Proxy([3, 1, 2])
p.append(0)
p.sort()
print(p._target, p.index(3))
try:
    len(p)
except TypeError as error:
    print(error)
try:
    p.missing
except AttributeError as error:
    print(error)
