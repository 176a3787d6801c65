import math

for x in (0.0, -0.0, 1.0, 3.75, -3.75, 1e300, 5e-324, 0.1, math.inf):
    print(x, math.modf(x), math.frexp(x))
print(math.ldexp(0.75, 3), math.ldexp(1, -1074), math.ldexp(1, -1075), math.ldexp(1.5, 1000),
    math.ldexp(-1, 0), math.ldexp(0, 10 ** 10), math.ldexp(1.0, -10 ** 10))
try:
    math.ldexp(1.0, 5000)
except OverflowError as error:
    print(error)
try:
    math.ldexp(1.0, 1.5)
except TypeError as error:
    print(error)
