import math

values = [2.0**n - 2.0 ** (n + 50) + 2.0 ** (n + 52) for n in range(-1074, 972, 2)]
print(math.fsum(values + [-(2.0**1022)]), math.fsum(values), math.fsum(reversed(values)))
print(math.fsum([2.0**n for n in range(-1074, 1023, 2)]), math.fsum([2.0**n for n in range(-1070, 1000, 55)]))
print(math.fsum([1e308, 1e292, -1e308, 1e-308] * 50))
try:
    math.fsum([1e308] * 3)
except OverflowError as error:
    print(error)
