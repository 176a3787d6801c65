import math

for a, b in ((2, 10), (2, 0.5), (10, -3), (-2, 3), (-8, 2), (0, 0), (0.0, 5), (1.5, 2.5),
    (1, math.inf), (math.inf, 0), (0.5, math.inf), (1e200, 1.5), (9.81, 1.7), (1.0001, 10000)):
    print(a, b, math.pow(a, b))
for a, b in ((-2, 0.5), (0, -1), (1e300, 2)):
    try:
        math.pow(a, b)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(math.cbrt(27), math.cbrt(-8), math.cbrt(2))
