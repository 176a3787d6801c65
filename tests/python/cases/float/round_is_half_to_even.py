print([round(x) for x in (0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5, 0.4999999999999999,
    0.5000000000000001)])
print([round(x, 1) for x in (0.05, 0.15, 0.25, 0.35, 0.45, 2.675, 1.005, -0.25)])
print([round(x, 2) for x in (2.675, 1.005, 2.665, 0.125, 0.375, 1e20, 12345.678)])
print(round(12345.678, -2), round(15.0, -1), round(25.0, -1), round(1e300, -299))
print(round(5.5e15), round(2 ** 53 + 0.0), round(1e22), round(-1e22))
print(round(2.5, 0), round(-2.5, 0), round(3.14159, 3), round(3.14159, 20), round(1.5, None))
print(type(round(2.5)).__name__, type(round(2.5, 0)).__name__)
