class C:
    def __init__(self, i, f): self.i, self.f = i, f
    def __int__(self): return self.i
    def __float__(self): return self.f

print(int(C(3, 1.5)), float(C(3, 1.5)), int(C(-7, 0.0)))

class Trunc:
    def __index__(self): return 12
print(int(Trunc()), float(Trunc()))

class Bad:
    def __int__(self): return "3"
    def __float__(self): return 3
class Nothing: pass
for call in [lambda: int(Bad()), lambda: float(Bad()), lambda: int(Nothing()),
             lambda: float(Nothing()), lambda: int([]), lambda: float(None), lambda: "%d" % Bad(),
             lambda: complex if False else int(C("x", 1))]:
    try:
        print(call())
    except TypeError as error:
        print(error)
print("%d %.1f" % (C(4, 2.25), C(4, 2.25)))
