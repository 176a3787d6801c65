import math

for x in (0, 0.1, 0.5, 0.7071067811865476, 0.9, 0.999, 1, -0.3, -1, 1e-9, -0.0):
    print(x, math.asin(x), math.acos(x), math.atan(x))
for y, x in ((1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1), (-0.0, -1), (1, 0), (0, 0),
    (0.0, -0.0), (3, 4), (1e-10, 1e10), (math.inf, math.inf), (5, -math.inf)):
    print(y, x, math.atan2(y, x))
print(math.atan(1e300), math.atan(math.inf), math.atan(-7.5))
for bad in (1.1, -2):
    for f in (math.asin, math.acos):
        try:
            f(bad)
        except ValueError as error:
            print(error)
