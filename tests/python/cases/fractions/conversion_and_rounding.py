import math
from decimal import Decimal
from fractions import Fraction as F


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: (-F(1,2), +F(1,2), abs(F(-1,2))))
show(lambda: (int(F(-7,2)), float(F(1,3)), math.floor(F(-7,2)), math.ceil(F(-7,2)), math.trunc(F(-7,2))))
show(lambda: (round(F(5,2)), round(F(7,2)), round(F(-5,2)), round(F(22,7),2), round(F(12345),-2)))
show(lambda: (str(F(3,1)), str(F(-3,4)), repr(F(3,4))))
show(lambda: (F(1,2).numerator, F(1,2).denominator, F(1,2).real, F(1,2).imag, F(1,2).conjugate()))
show(lambda: F(1,2).as_integer_ratio())
show(lambda: (bool(F(0)), bool(F(1,3))))
show(lambda: sum([F(1,n) for n in range(1,10)]))
show(lambda: {F(1,2):1}[0.5])
show(lambda: math.gcd(F(4,1).numerator,6))
