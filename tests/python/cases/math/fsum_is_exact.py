import math

print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([1, 2, 3]), math.fsum([]))
print(math.fsum([1e16, 1.0, 1e-16]), math.fsum([0.1, 0.2, 0.3, -0.6]),
    math.fsum(1 / n for n in range(1, 200)), math.fsum([2.0 ** 53, 1.0, 1.0]))
print(math.fsum([math.inf, 1]), math.fsum([math.nan, 1]), math.fsum([-0.0]),
    math.fsum([1e-320, 1e-320]))
for bad in ([math.inf, -math.inf],):
    try:
        math.fsum(bad)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
