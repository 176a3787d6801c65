for x in (0.0, -0.0, 5e-324, float("nan"), float("inf"), 1.0):
    print(x, bool(x), not x, str(x), x or "falsy", x and "truthy")
print(int(3.99), int(-3.99), str(1e5), str(1e-7), float(str(0.1)) == 0.1)
print(isinstance(1.0, float), isinstance(1, float), type(1.0).__name__, type(1 / 1).__name__,
    type(3 // 1.0).__name__)
