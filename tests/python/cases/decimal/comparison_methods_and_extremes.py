import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: (Decimal(5).max(3), Decimal('nan').max(3), Decimal(5).min_mag(-3)))
show(lambda: (Decimal(5).same_quantum(Decimal(7)), Decimal(5).is_signed(), Decimal(5).adjusted(), Decimal('nan').adjusted()))
show(lambda: max(Decimal(1),2))
show(lambda: (Decimal(3).compare(Decimal('nan')), Decimal(3).compare_signal(2)))
show(lambda: Decimal(3).compare_signal(Decimal('nan')))
