import math

for x in (0, 1, -1, 0.5, 2, 10, -10, 100, 700, -700, -745, 1e-10, 0.1, 3.7, 88.72, -0.0,
    1.4142135623730951):
    print(x, math.exp(x), math.expm1(x))
try:
    math.exp(1000)
except OverflowError as error:
    print(error)
print(math.exp(-math.inf), math.exp(math.inf), math.exp(-1000), math.exp2(10), math.exp2(0.5),
    math.exp2(-3))
