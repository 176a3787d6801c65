import math
from decimal import Decimal
from fractions import Fraction


class Real:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Whole:
    def __ceil__(self):
        return "ceil"

    def __floor__(self):
        return "floor"

    def __trunc__(self):
        return "trunc"


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: math.fsum([Real(1.5), Index(2), Fraction(1,2), Decimal('0.25')]))
show(lambda: math.prod([Fraction(1,2), 4, Decimal(2)]))
show(lambda: math.prod([Fraction(1,2), 4]))
show(lambda: math.prod([Decimal('1.5'), 4], start=2))
show(lambda: math.dist([Real(1.0), 2], [Index(3), 4.0]))
show(lambda: math.hypot(Real(3.0), Index(4)))
