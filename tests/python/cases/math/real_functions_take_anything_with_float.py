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


show(lambda: math.sqrt(Real(2.0)))
show(lambda: math.sqrt(Index(4)))
show(lambda: math.sqrt(Fraction(1,4)))
show(lambda: math.sqrt(Decimal('2.25')))
show(lambda: math.log(Index(8), 2))
show(lambda: math.log(Fraction(1,2)))
show(lambda: math.log(Decimal(10)))
show(lambda: math.log2(Index(8)))
show(lambda: math.log10(10**400))
show(lambda: math.isclose(Real(1.0), Fraction(1)))
show(lambda: math.pow(Index(2), Real(3.0)))
show(lambda: math.atan2(Fraction(1), Index(1)))
show(lambda: math.copysign(Index(2), Real(-1.0)))
show(lambda: math.isnan(Decimal('nan')))
show(lambda: math.isinf(Decimal('inf')))
show(lambda: math.sqrt('a'))
show(lambda: math.cbrt(Real(27.0)))
show(lambda: math.exp2(Index(3)))
show(lambda: math.nextafter(Index(1), 2))
show(lambda: math.ulp(Real(1.0)))
show(lambda: math.fmod(Fraction(7,2), 2))
show(lambda: math.frexp(Fraction(7,2)))
show(lambda: math.modf(Decimal('3.5')))
show(lambda: math.degrees(Decimal('3.5')))
show(lambda: math.sqrt(Real('x')))
show(lambda: math.sqrt(Index('x')))
show(lambda: math.sqrt(10**400))
show(lambda: abs(Decimal('-1.5')) + abs(Fraction(-1,2).numerator))
show(lambda: int(Real(2.5)))
show(lambda: float(Real(2.5)))
show(lambda: float(Index(2)))
show(lambda: int(Index(2)))
show(lambda: math.remainder(Index(7), 2))
show(lambda: math.radians(180))
show(lambda: math.erf(Fraction(1,2)))
show(lambda: math.gamma(Index(5)))
