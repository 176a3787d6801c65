import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Decimal(1)/0)
show(lambda: Decimal(0)/0)
show(lambda: Decimal(1)//0)
show(lambda: Decimal(1)%0)
show(lambda: divmod(Decimal(1),0))
show(lambda: Decimal(0)%0)
show(lambda: divmod(Decimal(0),0))
show(lambda: Decimal('inf')%1)
show(lambda: Decimal('inf')/Decimal('inf'))
show(lambda: divmod(Decimal('inf'),1))
show(lambda: divmod(Decimal('inf'),Decimal('inf')))
show(lambda: Decimal('1e30')//1)
show(lambda: Decimal('1e40')%3)
show(lambda: Decimal('1e-999999')/10**40)
show(lambda: Decimal('1e-1000026')/10)
