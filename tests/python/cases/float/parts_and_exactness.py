print((0.1).as_integer_ratio(), (2.5).as_integer_ratio(), (-0.0).as_integer_ratio())
print((1.0).is_integer(), (1.5).is_integer(), float("inf").is_integer(), (1e300).is_integer())
for value in (1.0, 0.1, -3.75, 1e-300, 5e-324, 0.0, -0.0, float("inf"), float("nan")):
    print(value.hex())
print(float.fromhex("0x1.8p+1"), float.fromhex("-0x.8"), float.fromhex("1p-1074"))
for text in ("0x1.gp0", "", "0x1p2000"):
    try:
        print(float.fromhex(text))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(0.1 + 0.2 == 0.3, 0.1 + 0.2, 1e16 + 1, 2.0**53 + 1, 1e308 * 10, -1e308 * 10)
print(2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 10**400 > 1e308)
for text in ("1,5", "", "one", "0x10", "1e", "--1", "1_", "nan()"):
    try:
        print(float(text))
    except ValueError as error:
        print(error)
try:
    float(10**400)
except OverflowError as error:
    print(error)
print(3.7 // 1, -3.7 // 1, 3.7 % 1 == 0.7000000000000002, -1 % 1e20, 5 % float("inf"), -5 % float("inf"))
