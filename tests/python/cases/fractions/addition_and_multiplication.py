import math
from decimal import Decimal
from fractions import Fraction as F


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: F(1,3)+F(1,6))
show(lambda: F(1,3)+1)
show(lambda: 1+F(1,3))
show(lambda: F(1,3)+0.5)
show(lambda: 0.5-F(1,3))
show(lambda: F(1,3)+'a')
show(lambda: 'a'+F(1,3))
show(lambda: F(1,3)+Decimal(1))
show(lambda: F(1,3)*F(3,4))
show(lambda: (F(1,2)*2.0, 2*F(1,2), F(1,2)*F(2)))
show(lambda: (F(1,2)-1, 1-F(1,2), F(1,2)-F(1,3)))
