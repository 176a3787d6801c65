inf, nan = float("inf"), float("nan")
print(0.1 + 0.2, 0.1 * 3, 1e308 * 10, -1e308 * 10, 5e-324 / 2, 1 / 3, 2 / 3, 1e16 + 1, 1e15 + 0.3)
print(inf - inf, inf * 0, inf // 1, -7.5 // 2, -7.5 % 2, 7.5 % -2, 1e300 * 1e-300, 3.0 // 0.1,
      0.5 % 0.1)
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1234.5678, -2),
      round(5.015, 2))
print(int(2.9), int(-2.9), int(1e20), float(10 ** 22), 2 ** 0.5,
      (-8) ** (1 / 3) if False else -8 // 3)
print(1.0.is_integer(), (0.1).as_integer_ratio(), 255.5.hex(), float.fromhex("0x1.8p1"),
      (3.7).__trunc__())
print(1e22, 1e21, 123456789012345678.0, 1e-5, 0.0001, 1.0, -0.0, 1e100, 1.5e-10,
      100000000000000000000.0)
print(max(1.0, nan), max(nan, 1.0), sorted([3.0, 1, 2.5]), 1 == 1.0, hash(1) == hash(1.0),
      0.0 == -0.0)
print(float(" 1_000.5 "), float("1e-3"), float("-inf"), float("nan") != float("nan"), float(".5"),
      float("5."))
for text in ["", "1e", "0x1", "1__0", "--1", "1 2"]:
    try:
        print(float(text))
    except ValueError as error:
        print(error)
for f in [lambda: int(inf), lambda: int(nan), lambda: 1.0 / 0, lambda: 1 % 0.0,
      lambda: 10.0 ** 400,
          lambda: round(inf), lambda: 0.0 ** -1, lambda: 1.0 // 0]:
    try:
        print(f())
    except (OverflowError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
