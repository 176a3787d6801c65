import math

for x in (1, 2, 10, 0.5, 0.1, 1e-300, 1e300, math.e, 7, 1000, 123456789, 5e-324, 1.0000001,
    10 ** 30, 2 ** 2000, 10 ** 500):
    print(math.log(x), math.log2(x), math.log10(x))
print([math.log1p(x) for x in (0, 1, 1e-10, -0.5, 0.1, 1e10, -0.0)])
print(math.log(8, 2), math.log(100, 10), math.log(81, 3), math.log(2, 0.5), math.log(1000, 10),
    math.log2(2 ** 100), math.log10(10 ** 20), math.log(math.inf))
for f in (lambda: math.log(0), lambda: math.log(-1), lambda: math.log2(0), lambda: math.log10(-5),
    lambda: math.log1p(-1), lambda: math.log(0.0), lambda: math.log(-10 ** 400)):
    try:
        f()
    except ValueError as error:
        print(error)
for f in (lambda: math.log(2, 1), lambda: math.log("a")):
    try:
        f()
    except (ZeroDivisionError, TypeError) as error:
        print(type(error).__name__, error)
