class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y

class Point3(Point):
    __match_args__ = ("x", "y", "z")
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z

class Plain:
    def __init__(self, **kw): self.__dict__.update(kw)

def f(v):
    match v:
        case Point3(x, y, z) if z: return f"3d {x} {y} {z}"
        case Point(0, 0): return "origin"
        case Point(x=0, y=y): return f"on y at {y}"
        case Point(x, y=0): return f"on x at {x}"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(): return "a point"
        case Plain(name=str(n), size=[a, b]): return f"plain {n} {a} {b}"
        case Plain(name=n): return f"named {n}"
        case Plain(): return "plain"
        case _: return "?"

for v in [Point(0, 0), Point(0, 5), Point(5, 0), Point(3, 3), Point(1, 2), Point3(1, 2, 3),
          Point3(0, 0, 0), Plain(name="a",
                size=[1, 2]), Plain(name="b"), Plain(name=5), Plain(), 5]:
    print(f(v))
