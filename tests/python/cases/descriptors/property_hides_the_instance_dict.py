class P:
    @property
    def x(self): return "property"
    @staticmethod
    def s(): return "static"
    def m(self): return "method"

p = P()
p.__dict__["x"] = "instance"
p.__dict__["m"] = lambda: "own"
p.__dict__["s"] = lambda: "own static"
print(p.x, p.m(), p.s(), sorted(vars(p)))
P.x = "plain"
print(p.x)
del P.m
print(p.m())
