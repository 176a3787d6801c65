class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"N({self.v!r})"
    def __add__(self, o): return N(("add", self.v, o))
    def __sub__(self, o): return N(("sub", self.v, o))
    def __mul__(self, o): return N(("mul", self.v, o))
    def __truediv__(self, o): return N(("truediv", self.v, o))
    def __floordiv__(self, o): return N(("floordiv", self.v, o))
    def __mod__(self, o): return N(("mod", self.v, o))
    def __divmod__(self, o): return N(("divmod", self.v, o))
    def __pow__(self, o, m=None): return N(("pow", self.v, o, m))
    def __lshift__(self, o): return N(("lshift", self.v, o))
    def __rshift__(self, o): return N(("rshift", self.v, o))
    def __and__(self, o): return N(("and", self.v, o))
    def __or__(self, o): return N(("or", self.v, o))
    def __xor__(self, o): return N(("xor", self.v, o))
    def __matmul__(self, o): return N(("matmul", self.v, o))

a = N(1)
print(a + 2, a - 2, a * 2, a / 2, a // 2, a % 2)
print(divmod(a, 2), a ** 2, pow(a, 2, 3), a << 2, a >> 2)
print(a & 2, a | 2, a ^ 2, a @ 2)
print(a + a, a * "s", a % None)
