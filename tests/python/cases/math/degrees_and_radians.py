import math

for x in (0, 1, 30, 45, 90, 180, 360, -57.3, 1e6, 0.001):
    print(x, math.radians(x), math.degrees(x))
