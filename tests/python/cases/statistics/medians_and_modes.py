from decimal import Decimal as D
from fractions import Fraction as F
from statistics import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: median([1,3,5]))
show(lambda: median([1,3,5,7]))
show(lambda: median([]))
show(lambda: (median_low([1,3,5,7]), median_high([1,3,5,7]), median_low([]) if 0 else 0))
show(lambda: median_high([]))
show(lambda: median_grouped([52,52,53,54]))
show(lambda: median_grouped([1,3,3,5,7],interval=2))
show(lambda: median_grouped([]))
show(lambda: mode([1,1,2,3]))
show(lambda: mode('aabbb'))
show(lambda: mode([]))
show(lambda: mode([[1]]))
show(lambda: multimode('aabbbbccddddeeffffgg'))
show(lambda: multimode(''))
