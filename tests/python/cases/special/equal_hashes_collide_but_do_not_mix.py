class Collide:
    def __init__(self, v): self.v = v
    def __hash__(self): return 42
    def __eq__(self, o): return isinstance(o, Collide) and self.v == o.v
    def __repr__(self): return f"C{self.v}"

d = {Collide(i): i for i in range(20)}
print(len(d), d[Collide(7)], Collide(20) in d, [d[Collide(i)] for i in range(5)])
for i in range(0, 20, 2):
    del d[Collide(i)]
print(d)
d[Collide(3)] = "new"
d[42] = "int"
print(d[42], d[Collide(3)], len(d))
s = {Collide(1), Collide(2), Collide(1)}
print(len(s), s == {Collide(2), Collide(1)}, s & {Collide(2)}, s - {Collide(2)})
s.discard(Collide(5))
s.remove(Collide(1))
print(s)
