class Id(int):
    def __new__(cls, value):
        if value < 0:
            raise ValueError("negative")
        return super().__new__(cls, value)
    def __repr__(self): return f"Id({int(self)})"
    def next(self): return Id(self + 1)

a = Id(5)
print(a, repr(a), str(a), f"{a} {a:03d}", a + 1, type(a + 1).__name__, a.next(), a == 5, 5 == a)
print(isinstance(a, int), hash(a) == hash(5), {5: "x"}[a], [10, 20, 30, 40, 50, 60][a], range(a))
print(a * 2, -a, a / 2, a // 2, a ** 2, a & 1, a < 6, max(a, 3), sum([a, a]), int(a), float(a),
      bool(a))
a.note = "attributes"
print(a.note, a.bit_length(), Id(0) or "zero", divmod(a, 3), "%d %s" % (a, a), hex(a))
try:
    Id(-1)
except ValueError as error:
    print(error)

class Loud(int):
    def __add__(self, other): return Loud(int(self) + other)
    def __str__(self): return "!" * int(self)
print(Loud(1) + 2, type(Loud(1) + 2).__name__, repr(Loud(3)), [Loud(2)], f"{Loud(2)}",
      "%d" % Loud(2))
