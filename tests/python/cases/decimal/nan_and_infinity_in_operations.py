import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Decimal('inf')-Decimal('inf'))
show(lambda: Decimal('inf')*0)
show(lambda: Decimal('nan')<1)
show(lambda: Decimal('nan')==1)
show(lambda: Decimal('snan')==1)
show(lambda: Decimal('snan')+1)
show(lambda: Decimal('nan5')+1)
show(lambda: hash(Decimal('snan')))
show(lambda: (hash(Decimal('1.5'))==hash(1.5), hash(Decimal('inf'))==hash(float('inf')), hash(Decimal(10)**50)==hash(10**50), hash(Decimal('-7'))==hash(-7)))
show(lambda: float(Decimal('snan')))
show(lambda: (Decimal('1').compare_total(Decimal('1.0')), Decimal('nan').compare_total(Decimal('snan'))))
show(lambda: (Decimal('1').number_class(), Decimal('-0').number_class(), Decimal('snan').number_class(), Decimal('1e-1000000').number_class()))
