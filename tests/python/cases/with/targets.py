class M:
    def __init__(self, value): self.value = value
    def __enter__(self): return self.value
    def __exit__(self, *info): return False

class Box: pass
box, items = Box(), {}
with M(5) as box.attribute, M(6) as items["k"], M((1, 2)) as (a, b), M([3, 4, 5]) as [c, *d]:
    print(box.attribute, items, a, b, c, d)
with M("x") as x:
    pass
print(x)
with (M(1) as p, M(2) as q,):
    print(p, q)
with (M(3)), M(4):
    print("no names")
with M(M(9)) as inner, inner as value:
    print(value)
try:
    with M(5) as (y, z):
        print("not reached")
except TypeError as error:
    print(error)
