import math

for x in (0, 0.1, 0.5, 1, 2, 5, -1, -0.3, 20, 1e-8, 300, -0.0):
    print(x, math.sinh(x), math.cosh(x), math.tanh(x), math.asinh(x))
print([math.acosh(x) for x in (1, 1.5, 2, 10, 1e10)], [math.atanh(x) for x in (0, 0.1, 0.5, -0.9,
    0.999)])
for f in (lambda: math.acosh(0.5), lambda: math.atanh(1), lambda: math.sinh(1000),
    lambda: math.cosh(1000)):
    try:
        f()
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
