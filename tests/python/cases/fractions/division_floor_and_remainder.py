import math
from decimal import Decimal
from fractions import Fraction as F


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: F(1,3)/0)
show(lambda: F(1,3)/F(0))
show(lambda: 0/F(0))
show(lambda: F(2,3)/0)
show(lambda: 5/F(0,3))
show(lambda: 1/F(3,4))
show(lambda: F(7,2)//F(1,3))
show(lambda: F(7,2)//0)
show(lambda: F(7,2)%F(1,3))
show(lambda: F(-7,2)%2)
show(lambda: F(7,2)%0)
show(lambda: divmod(F(7,2),F(1,3)))
show(lambda: divmod(F(7,2),0.3))
show(lambda: 7//F(2,3))
show(lambda: 7%F(2,3))
show(lambda: (F(1,2)==0.5, F(1,3)==1/3, F(1,2)==Decimal('0.5'), F(2)==2, F(1,2)=='a'))
