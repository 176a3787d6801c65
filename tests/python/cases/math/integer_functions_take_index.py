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


show(lambda: math.gcd(Index(12), 8))
show(lambda: math.lcm(Index(12), 8))
show(lambda: math.factorial(Index(5)))
show(lambda: math.factorial(Real(5.0)))
show(lambda: math.comb(Index(5), Index(2)))
show(lambda: math.perm(Index(5)))
show(lambda: math.isqrt(Index(17)))
show(lambda: math.gcd(1.5, 2))
show(lambda: math.gcd())
show(lambda: math.lcm())
show(lambda: math.isqrt(10**400) == 10**200)
show(lambda: math.comb(300, 150))
show(lambda: math.perm(50, 20))
show(lambda: math.factorial(100))
show(lambda: math.gcd(2**200, 6**100) == 2**100)
