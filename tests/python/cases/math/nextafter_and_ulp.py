import math

for x in (0.0, 1.0, -1.0, 1e300, 5e-324, 2.0 ** 52):
    print(x, math.nextafter(x, math.inf), math.nextafter(x, -math.inf), math.ulp(x))
print(math.nextafter(1.0, 1.0), math.nextafter(0.0, -0.0), math.ulp(math.inf))
