import math

for n in (0, 1, 3, 4, 99, 100, 2 ** 31, 2 ** 53 - 1, 2 ** 64 - 1, 2 ** 64, 10 ** 40, 10 ** 41 - 1):
    print(n, math.isqrt(n))
try:
    math.isqrt(-1)
except ValueError as error:
    print(error)
try:
    math.isqrt(4.0)
except TypeError as error:
    print(error)
