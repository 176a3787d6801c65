class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): print("eq", end=" "); return self.v == o.v
    def __ne__(self, o): print("ne", end=" "); return self.v != o.v
    def __lt__(self, o): print("lt", end=" "); return self.v < o.v
    def __le__(self, o): print("le", end=" "); return self.v <= o.v
    def __gt__(self, o): print("gt", end=" "); return self.v > o.v
    def __ge__(self, o): print("ge", end=" "); return self.v >= o.v

a, b = V(1), V(2)
print(a == b, a != b, a < b, a <= b, a > b, a >= b)
print(a < b < V(3), a == a != b)
print([a, b] == [V(1), V(2)])
print([a, b] < [V(1), V(3)])
print((a,) >= (b,))
print(max(a, b).v, min([b, a]).v)

class Weird:
    def __eq__(self, o): return "yes"
    def __lt__(self, o): return []
w = Weird()
print(w == 1, w != 1, not (w == 1), w < 1, 1 > w, bool(w < 1))
