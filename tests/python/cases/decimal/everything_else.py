import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Decimal('1.5').foo)
show(lambda: Decimal('1.5').real.foo)
show(lambda: Decimal.from_float(0.1))
show(lambda: Decimal.from_float('a'))
show(lambda: Decimal.from_float(3))
show(lambda: Decimal.from_float(True))
show(lambda: (ROUND_HALF_UP, ROUND_05UP))
show(lambda: decimal.ConversionSyntax)
show(lambda: sum([Decimal('0.1')]*10))
show(lambda: Decimal('9.99e999999')*10)
