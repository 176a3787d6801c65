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


show(lambda: math.floor(Whole()))
show(lambda: math.ceil(Whole()))
show(lambda: math.trunc(Whole()))
show(lambda: math.floor(Real(2.5)))
show(lambda: math.ceil(Real(2.5)))
show(lambda: math.trunc(Real(2.5)))
show(lambda: math.floor(Index(3)))
show(lambda: math.floor(Decimal('2.7')))
show(lambda: math.ceil(Fraction(7,2)))
show(lambda: math.trunc(Decimal('-2.7')))
show(lambda: math.floor('a'))
show(lambda: math.trunc('a'))
show(lambda: math.floor(1e300) == int(1e300))
show(lambda: round(Whole()))
