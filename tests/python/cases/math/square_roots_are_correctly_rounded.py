import math

for x in (0, 1, 2, 3, 4, 10, 0.5, 0.25, 1e-300, 1e300, 2 ** 53 + 1, 10 ** 22, 123456789, 0.1, -0.0,
    5e-324, math.inf, True):
    print(x, math.sqrt(x))
for i in range(2, 60):
    print(math.sqrt(i), end=" ")
print()
for bad in (-1, -1e-300, -math.inf):
    try:
        math.sqrt(bad)
    except ValueError as error:
        print(error)
print(math.sqrt(math.nan))
