import math
from decimal import Decimal
from fractions import Fraction as F


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: F())
show(lambda: F(3))
show(lambda: F(6,-4))
show(lambda: F(1,0))
show(lambda: F('3/4'))
show(lambda: F(' -3/4 '))
show(lambda: F('1.25e-2'))
show(lambda: F('.5'))
show(lambda: F('1.'))
show(lambda: F('+5'))
show(lambda: F('1_000/3'))
show(lambda: F('1e3'))
show(lambda: F('3/-4'))
show(lambda: F('1/0'))
show(lambda: F('abc'))
show(lambda: F(''))
show(lambda: F('1.5/2'))
show(lambda: F(0.1))
show(lambda: F(1.5))
show(lambda: F(Decimal('1.25')))
show(lambda: F(None))
show(lambda: F(1.5,2))
show(lambda: F('1','2'))
show(lambda: F(F(1,2),F(3,4)))
show(lambda: F(True,2))
show(lambda: F([1]))
show(lambda: F(10**30,10**20+1))
show(lambda: (F(1,2)>0, F(1,2)!=F(1,3)))
