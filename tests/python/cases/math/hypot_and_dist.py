import math

print(math.hypot(3, 4), math.hypot(1, 1), math.hypot(), math.hypot(-5), math.hypot(1, 2, 3),
    math.hypot(1e200, 1e200), math.hypot(1e-200, 1e-200), math.hypot(0.1, 0.2), math.hypot(math.inf,
    math.nan))
print(math.dist((0, 0), (3, 4)), math.dist([1, 2, 3], [4, 5, 6]), math.dist((1.5,), (-1.5,)))
print([math.hypot(x, y) for x in (0.3, 1.7, 9.81) for y in (0.2, 5.5, 100.1)])
try:
    math.dist((1,), (1, 2))
except ValueError as error:
    print(error)
