import math
from decimal import Decimal
from fractions import Fraction as F


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: F(1,2)<'a')
show(lambda: F(1,2)<Decimal(1))
show(lambda: F(1,2)<None)
show(lambda: (hash(F(1,2))==hash(0.5), hash(F(3))==hash(3), hash(F(-1,3))==hash(F(-1,3))))
show(lambda: sorted([F(1,2),F(1,3),0.4]))
show(lambda: max(F(1,2),F(2,3)))
