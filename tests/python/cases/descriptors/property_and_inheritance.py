class Base:
    def __init__(self): self._n = 1
    @property
    def n(self): return self._n
    @n.setter
    def n(self, v): self._n = v
    @property
    def name(self): return type(self).__name__ + self.suffix()
    def suffix(self): return "-base"

class Child(Base):
    @property
    def n(self): return super().n * 100
    def suffix(self): return "-child"

class Setter(Base):
    @Base.n.setter
    def n(self, v): self._n = v + 1000

class Plain(Base):
    n = 7

c, s, p = Child(), Setter(), Plain()
print(c.n, c.name, s.n, s.name, p.n)
s.n = 5
print(s.n)
p.n = 8
print(p.n, vars(p))
try:
    c.n = 3
except AttributeError as error:
    print(error)
Base.n.fset(c, 4)
print(c.n)
