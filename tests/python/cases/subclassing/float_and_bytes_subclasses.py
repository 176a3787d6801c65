class Metres(float):
    def __repr__(self): return f"{float(self)}m"
    def __add__(self, other): return Metres(float(self) + other)

m = Metres("2.5")
print(m, repr(m), str(m), m + 1, type(m * 2).__name__, m * 2, m == 2.5, f"{m:.2f}", [m], round(m))
print(m.is_integer(), int(m), -m, m > 2, max(m, 3.0), sum([m, m]), hash(m) == hash(2.5),
      "%.1f" % m)

class Packet(bytes):
    def checksum(self): return sum(self) % 256
p = Packet(b"\x01\x02\xff")
print(p, p.checksum(), len(p), p[0], p[1:], type(p[1:]).__name__, p == b"\x01\x02\xff", p.hex())
print(p + b"!", isinstance(p, bytes), list(p), {p: 1}[b"\x01\x02\xff"])
