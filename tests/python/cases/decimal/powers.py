import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Decimal(10)**1000000)
show(lambda: Decimal(2)**Decimal('0.5'))
show(lambda: Decimal(4)**Decimal('0.5'))
show(lambda: Decimal(0)**0)
show(lambda: Decimal(0)**-1)
show(lambda: Decimal(-8)**Decimal('0.3'))
show(lambda: pow(Decimal(3),5,7))
show(lambda: pow(Decimal(3),5,0))
show(lambda: pow(Decimal(3),-5,7))
show(lambda: pow(Decimal(3),Decimal('1.5'),7))
show(lambda: 2**Decimal(3))
show(lambda: 2.0**Decimal(3))
show(lambda: Decimal(10**40)+0)
