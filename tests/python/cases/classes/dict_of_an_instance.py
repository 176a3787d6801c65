class Item:
    shared = 1

    def __init__(self, **values):
        self.__dict__.update(values)

i = Item(a=1, b=2)
print(i.a, i.b, i.__dict__, vars(i) is i.__dict__)
i.__dict__["c"] = 3
print(i.c)
i.shared = 2
print(list(i.__dict__), Item.shared)
del i.__dict__["a"]
print(hasattr(i, "a"), len(vars(i)))
i.__dict__ = {"fresh": True}
print(i.fresh, hasattr(i, "b"))
print(sorted(k for k in vars(Item) if not k.startswith("__")))
copy = Item(**vars(i))
print(copy.fresh, copy.__dict__ == i.__dict__, copy.__dict__ is i.__dict__)
