import math
from decimal import Decimal
from fractions import Fraction as F


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: F.from_float(0.5))
show(lambda: F.from_float(3))
show(lambda: F.from_float('a'))
show(lambda: F.from_decimal(Decimal('1.1')))
show(lambda: F(3.141592653589793).limit_denominator(1000))
show(lambda: F(3.141592653589793).limit_denominator(10))
show(lambda: F(3.141592653589793).limit_denominator(1))
show(lambda: F(1,3).limit_denominator(0))
show(lambda: F('4.31').limit_denominator(50))
show(lambda: F(0.1).limit_denominator())
