import math

for x in (0, 0.1, 0.5, 1, 2, 3, -0.5, -1, 5, 1e-10):
    print(x, math.erf(x), math.erfc(x))
for x in (0.5, 1, 1.5, 2, 5, 10, 20.5, 170, 0.001, -0.5, -1.5):
    print(x, math.gamma(x), math.lgamma(x))
for f in (lambda: math.gamma(0), lambda: math.gamma(-1), lambda: math.lgamma(0),
    lambda: math.gamma(200)):
    try:
        f()
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
