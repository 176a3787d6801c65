class Point:
    kind = "point"

    def __init__(self):
        self.x = 1

p = Point()
print(getattr(p, "x"), getattr(p, "kind"), getattr(p, "y", "none"), hasattr(p, "x"),
      hasattr(p, "y"))
setattr(p, "y", 5)
print(p.y, p.__dict__)
delattr(p, "x")
print(hasattr(p, "x"), vars(p))
setattr(Point, "kind", "changed")
print(p.kind)
name = "odd name"
setattr(p, name, 1)
print(getattr(p, name), name in vars(p))
for call in [lambda: getattr(p, "x"), lambda: delattr(p, "nope"), lambda: getattr(p, 1),
             lambda: hasattr(p, None), lambda: setattr(p, 3, 4), lambda: getattr(p),
             lambda: setattr(5, "x", 1), lambda: setattr([], "x", 1),
             lambda: setattr(None, "x", 1), lambda: delattr("s", "upper")]:
    try:
        print(call())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
