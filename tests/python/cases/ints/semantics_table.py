for a in (7, -7, 0, 2 ** 65, -(2 ** 65)):
    for b in (2, -2, 3, 10 ** 10):
        print(a + b, a - b, a * b, a // b, a % b, divmod(a, b), a & b, a | b, a ^ b)
print(7 / 2, -7 / 2, 10 ** 20 / 10 ** 10, 2 ** 100, 2 ** -2, (-3) ** 3, 0 ** 0, pow(3, -1, 7),
      pow(2, 100, 17))
print(1 << 70, -1 >> 3, (1 << 70) >> 69, ~5, ~-1, -(-5), +True, -False, True + True, True * 5,
      int(True))
print((255).bit_length(), (-8).bit_length(), (0).bit_length(), (13).bit_count(), (5).conjugate(),
      (5).real)
print(0b1010, 0o17, 0xff, 1_000_000, int("0b11", 0), int("zz", 36), int("-0x1F", 16),
      int("  42  "), int("٣"))
print(bin(-5), oct(64), hex(-255),
      f"{255:#x} {255:b} {-5:08b} {1234567:,} {1234567:_} {255:#o} {65:c}")
print((1000).to_bytes(2, "big"), (-2).to_bytes(2, "little", signed=True),
      int.from_bytes(b"\xff\xfe", "big"))
for f in [lambda: 1 // 0, lambda: 1 % 0, lambda: 0 ** -1, lambda: 1 << -1, lambda: int("12a"),
      lambda: int("1", 99),
          lambda: int(None), lambda: int("1", "2"), lambda: pow(2, -1,
                4), lambda: (300).to_bytes(1, "big")]:
    try:
        print(f())
    except (ZeroDivisionError, ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
