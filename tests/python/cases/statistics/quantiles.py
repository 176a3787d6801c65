from decimal import Decimal as D
from fractions import Fraction as F
from statistics import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: quantiles([1,2,3,4,5,6,7,8,9]))
show(lambda: quantiles([1,2,3,4,5],n=10))
show(lambda: quantiles([1,2,3,4,5],n=3,method='inclusive'))
show(lambda: quantiles([1],n=3))
show(lambda: quantiles([1,2],n=0))
show(lambda: quantiles([1,2],method='x'))
show(lambda: quantiles([D(1),D(2),D(5)]))
show(lambda: quantiles([F(1),F(2),F(5)]))
