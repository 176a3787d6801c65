import math

for x in (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.7, -2.7, 1e15 + 0.5, 4503599627370497.5, 1e22, 1e300,
    -1e25, 5, -7, True, 2.0 ** 63):
    print(x, math.floor(x), math.ceil(x), math.trunc(x))
for f in (math.floor, math.ceil, math.trunc):
    for bad in (math.inf, -math.inf, math.nan, "a", None):
        try:
            f(bad)
        except (OverflowError, ValueError, TypeError) as error:
            print(type(error).__name__, error)
