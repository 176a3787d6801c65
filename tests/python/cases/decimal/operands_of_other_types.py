import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Decimal(1)+1.5)
show(lambda: 1.5+Decimal(1))
show(lambda: Decimal(1)+'a')
show(lambda: 'a'+Decimal(1))
show(lambda: Decimal(1)<1.5)
show(lambda: Decimal(1)<'a')
show(lambda: Decimal(1)==1.0)
show(lambda: Decimal('0.1')==0.1)
show(lambda: (-Decimal('0'), +Decimal('-0'), abs(Decimal('-0'))))
