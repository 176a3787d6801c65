import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: (Decimal('123').rotate(1), Decimal('123').shift(2), Decimal('123').shift(-1), Decimal('123').shift(100)))
show(lambda: (Decimal('123').scaleb(2), Decimal('123').scaleb(Decimal('1.5'))))
show(lambda: (Decimal('1').next_plus(), Decimal('1').next_minus(), Decimal('1').next_toward(2)))
