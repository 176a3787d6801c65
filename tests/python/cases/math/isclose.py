import math

print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2),
    math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9))
print(math.isclose(math.inf, math.inf), math.isclose(math.nan, math.nan), math.isclose(math.inf,
    1e308), math.isclose(1e300, 1.0000000001e300), math.isclose(-5, 5), math.isclose(3, 3))
try:
    math.isclose(1, 2, rel_tol=-1)
except ValueError as error:
    print(error)
