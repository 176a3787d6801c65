from decimal import Decimal as D
from fractions import Fraction as F
from statistics import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: mean([1,2,3,4]))
show(lambda: mean([1,2,3,4,5]))
show(lambda: mean([F(1,2),F(1,3)]))
show(lambda: mean([D('0.5'),D('0.75'),D('0.625')]))
show(lambda: mean([1.5,2,F(1,2)]))
show(lambda: mean([D(1),1.5]))
show(lambda: mean([D(1),F(1,2)]))
show(lambda: mean([]))
show(lambda: mean(['a']))
show(lambda: mean([True,False,True]))
show(lambda: mean([float('inf'),1]))
show(lambda: mean([float('nan'),1]))
show(lambda: mean(iter([1,2,4])))
show(lambda: mean([1e308,1e308]))
show(lambda: mean([0.1]*10))
show(lambda: (mean({1,2,3}), median((3,1,2)), mean(range(101))))
