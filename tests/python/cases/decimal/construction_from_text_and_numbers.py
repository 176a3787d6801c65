import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Decimal('abc'))
show(lambda: Decimal(''))
show(lambda: Decimal(None))
show(lambda: Decimal([1]))
show(lambda: Decimal((0,(1,2),3)))
show(lambda: Decimal((2,(1,2),3)))
show(lambda: Decimal((0,(1,12),3)))
show(lambda: Decimal((0,1,3)))
show(lambda: Decimal((0,[1,2],3)))
show(lambda: Decimal((0,(1,2),'F')))
show(lambda: Decimal((0,(1,2),'N')))
show(lambda: Decimal((0,(1,2),'x')))
show(lambda: Decimal((0,(1,2),1.5)))
show(lambda: Decimal((0,(1,'a'),1)))
show(lambda: Decimal((0,(1,2))))
show(lambda: Decimal([0,[1,2],1]))
show(lambda: Decimal('1_000.5_5'))
show(lambda: Decimal(' 1.5 \n'))
show(lambda: Decimal('١٢'))
show(lambda: Decimal('1e9999999999999999999'))
show(lambda: Decimal('1e999999999999999999'))
show(lambda: Decimal('1e1000000000000000000'))
show(lambda: Decimal('1e-9999999999999999999'))
show(lambda: (Decimal('nan123'), Decimal('sNaN'), Decimal('-inf'), Decimal('+Infinity')))
show(lambda: Decimal('1','x'))
show(lambda: Decimal(0.1))
show(lambda: Decimal(True))
show(lambda: Decimal(10**40))
