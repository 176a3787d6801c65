class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n

data = [10, 20, 30, 40]
print(data[I(1)], data[I(-1)], data[I(1):I(3)], "abc"[I(2)], (1, 2)[I(0)], data[::I(2)])
print(range(I(3)), list(range(I(1), I(7), I(2))), hex(I(255)), bin(I(5)), oct(I(8)), chr(I(65)))
print("ab" * I(2), [0] * I(3), bytes(I(2)), int(I(9)), float(I(3)), round(3.14159, I(2)))
data[I(0)] = "x"
del data[I(3)]
print(data, data.pop(I(1)), "a-b-c".split("-", I(1)), 1 << I(3) if False else "")
for call in [lambda: data[I("x")], lambda: range(I(1.5)), lambda: [][I(0)], lambda: hex(I(None)),
             lambda: data["0"], lambda: range("3"), lambda: data[1.0], lambda: [1] * 1.5]:
    try:
        call()
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)
