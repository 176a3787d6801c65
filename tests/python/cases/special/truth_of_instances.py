class B:
    def __init__(self, v): self.v = v
    def __bool__(self): print("bool", end=" "); return self.v

class L:
    def __init__(self, n): self.n = n
    def __len__(self): print("len", end=" "); return self.n

class Both(L):
    def __bool__(self): return True

class Neither: pass

print(bool(B(True)), bool(B(False)), bool(L(0)), bool(L(3)), bool(Both(0)), bool(Neither()))
print("if" if B(False) else "else", not L(0), not B(True))
print(1 if (B(True) and L(0)) else 2, type(B(False) or L(2)).__name__)
while L(0):
    print("never")
print([type(x).__name__ for x in filter(None, [B(True), B(False), L(1), L(0)])])
print(any([B(False), L(1)]), all([B(True), L(0)]))
for bad in [B(1), B(None), B("x"), L(-1), L("3"), L(2.0)]:
    try:
        print(bool(bad))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
assert B(True)
