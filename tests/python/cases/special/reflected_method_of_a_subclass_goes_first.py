class A:
    def __add__(self, o): return "A.add"
    def __radd__(self, o): return "A.radd"
    def __eq__(self, o): return "A.eq"
    def __lt__(self, o): return "A.lt"
    def __gt__(self, o): return "A.gt"

class B(A):
    def __radd__(self, o): return "B.radd"
    def __gt__(self, o): return "B.gt"

class C(A):
    pass

class D(A):
    def __add__(self, o): return "D.add"
    def __eq__(self, o): return "D.eq"

a, b, c, d = A(), B(), C(), D()
print(a + b, b + a, a + c, c + a, a + d, d + a, b + d, d + b)
print(a < b, b < a, a == d, d == a, a == c, b > a, a > b, a < c)

class E(int):
    def __radd__(self, o): return "E.radd"
    def __rsub__(self, o): return "E.rsub"
    def __sub__(self, o): return "E.sub"
print(1 + E(2), E(2) + 1, 1 - E(2), E(5) - 1, E(1) + E(2))
