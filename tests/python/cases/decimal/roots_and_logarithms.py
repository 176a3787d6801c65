import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Decimal(-1).sqrt())
show(lambda: Decimal(0).ln())
show(lambda: Decimal(-1).ln())
show(lambda: Decimal(0).log10())
show(lambda: Decimal(0).logb())
show(lambda: Decimal(100).log10())
show(lambda: (Decimal(2).sqrt(), Decimal(2).exp(), Decimal(2).ln(), Decimal(2).log10()))
show(lambda: Context(prec=3).sqrt(2))
show(lambda: Decimal('12').logical_and(1))
show(lambda: Decimal('1100').logical_xor(Decimal('1010')))
