class Point:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y

p = Point(1, 2)
p.x += 10
print(p.x, p.y, hasattr(p, "__dict__"), hasattr(p, "z"))
for use in [lambda: setattr(p, "z", 1), lambda: p.z, lambda: vars(p), lambda: delattr(p, "z")]:
    try:
        use()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
del p.x
for use in [lambda: p.x, lambda: delattr(p, "x")]:
    try:
        use()
    except AttributeError as error:
        print(error)
p.x = "back"
print(p.x, Point.__slots__, type(Point.x).__name__)
