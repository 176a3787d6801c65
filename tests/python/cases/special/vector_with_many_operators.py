class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x=0, y=0): self.x, self.y = x, y
    def __repr__(self): return f"Vec({self.x}, {self.y})"
    def __iter__(self): yield self.x; yield self.y
    def __eq__(self, o): return isinstance(o, Vec) and tuple(self) == tuple(o)
    def __hash__(self): return hash(tuple(self))
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return Vec(self.x - o.x, self.y - o.y)
    def __mul__(self, k):
        if isinstance(k, Vec):
            return NotImplemented
        return Vec(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __neg__(self): return self * -1
    def __abs__(self): return (self @ self) ** 0.5
    def __bool__(self): return any(self)
    def __getitem__(self, i): return tuple(self)[i]
    def __len__(self): return 2
    def __iadd__(self, o): self.x += o.x; self.y += o.y; return self
    def __round__(self, n=0): return Vec(round(self.x, n), round(self.y, n))

v, w = Vec(3, 4), Vec(1, -1)
print(v + w, v - w, v * 2, 2 * v, v @ w, -v, abs(v), bool(Vec()), v[0], v[-1], len(v))
x, y = v
print(x, y, *w, {Vec(1, 2): "a"}[Vec(1, 2)], v == Vec(3, 4), v != w, [*v, *w])
u = v
u += w
print(v, u is v, round(Vec(1.26, 2.678), 1), sum([Vec(1, 1), Vec(2, 2)], Vec()))
for call in [lambda: v * w, lambda: "a" * v, lambda: v + 1, lambda: v[5]]:
    try:
        print(call())
    except (TypeError, AttributeError, IndexError) as error:
        print(type(error).__name__, error)
