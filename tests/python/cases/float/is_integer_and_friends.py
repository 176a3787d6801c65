for x in (1.0, 1.5, -0.0, 1e300, float("inf"), float("nan"), 2.0 ** 52 + 0.5, 2.0 ** 51 + 0.5):
    print(x, x.is_integer())
print((0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (-2.25).as_integer_ratio(),
    (1e20).as_integer_ratio())
print((1.5).conjugate(), (1.5).real, (1.5).imag)
print((0.1).hex(), (1.0).hex(), (-2.5).hex(), (0.0).hex(), (5e-324).hex())
print(float.fromhex("0x1.8p+1"), float.fromhex("0x1.999999999999ap-4"), float.fromhex("-0x.8p0"))
