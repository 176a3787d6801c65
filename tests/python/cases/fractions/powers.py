import math
from decimal import Decimal
from fractions import Fraction as F


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: F(2,3)**2)
show(lambda: F(2,3)**-2)
show(lambda: F(-2,3)**-3)
show(lambda: F(0)**-1)
show(lambda: F(0)**-2)
show(lambda: F(4,9)**F(1,2))
show(lambda: F(2,3)**0.5)
show(lambda: F(-2,3)**2.0)
show(lambda: 2**F(3))
show(lambda: 2**F(1,2))
show(lambda: 2.0**F(1,2))
show(lambda: 2**F(-3))
show(lambda: F(1,2)**F(-3))
show(lambda: F(1,2)**'a')
show(lambda: pow(F(1,2),2))
