import math

for x in (0, 0.1, 0.5, 1, 1.5, 2, 3, 3.141592653589793, -1, -0.7, 10, 100, 1000.5, 1e6, 1e10, 1e22,
    1e-8, 0.7853981633974483, 6.283185307179586, -0.0):
    print(x, math.sin(x), math.cos(x), math.tan(x))
for f in (math.sin, math.cos, math.tan):
    try:
        f(math.inf)
    except ValueError as error:
        print(error)
print(math.sin(math.nan))
