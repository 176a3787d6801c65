import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Decimal(1).quantize(Decimal('1e-30')))
show(lambda: Decimal('1.25').quantize(Decimal('.1'),rounding=ROUND_UP))
show(lambda: Decimal('1.25').quantize(Decimal('.1'),rounding='x'))
show(lambda: Decimal('1.25').quantize('1'))
show(lambda: Decimal('1.25').quantize(1))
show(lambda: Decimal('1.25').quantize(1.5))
