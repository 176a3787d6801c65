import math

print(math.copysign(3, -0.0), math.copysign(-3, 1), math.copysign(0.0, -5), math.copysign(math.inf,
    -1), math.fabs(-2.5), math.fabs(-3))
for a, b in ((7, 3), (-7, 3), (7, -3), (5.5, 2), (-5.5, 2), (1e20, 3), (0.3, 0.1), (-0.0, 1),
    (5, math.inf)):
    print(a, b, math.fmod(a, b), math.remainder(a, b), a % b)
for f in (lambda: math.fmod(1, 0), lambda: math.fmod(math.inf, 1), lambda: math.remainder(1, 0)):
    try:
        f()
    except ValueError as error:
        print(error)
