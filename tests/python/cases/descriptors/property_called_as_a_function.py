class Box:
    def __init__(self): self.__v = 1
    def _get(self): return self.__v
    def _set(self, v): self.__v = v
    def _del(self): self.__v = None
    v = property(_get, _set, _del, "the v")
    only = property(fget=lambda self: "only")
    nothing = property()
    write = property(fset=lambda self, v: print("wrote", v))

b = Box()
b.v = 5
print(b.v, b.only, Box.v.__doc__)
del b.v
print(b.v)
b.write = 3
for use in [lambda: b.nothing, lambda: b.write, lambda: setattr(b, "only", 1),
            lambda: setattr(b, "nothing", 1), lambda: delattr(b, "write")]:
    try:
        use()
    except AttributeError as error:
        print(error)
print(Box.v.fget(b), Box.only.fset, Box.v.fset is Box._set)
other = Box.only.setter(lambda self, v: print("other", v))
print(other is Box.only, other.fget is Box.only.fget)
