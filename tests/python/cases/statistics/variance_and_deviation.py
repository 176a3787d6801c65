from decimal import Decimal as D
from fractions import Fraction as F
from statistics import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: pvariance([0.0,0.25,0.25,1.25,1.5,1.75,2.75,3.25]))
show(lambda: pvariance([1,2,3,4]))
show(lambda: pvariance([D('27.5'),D('30.25'),D('30.25'),D('34.5'),D('41.75')]))
show(lambda: pvariance([F(1,4),F(5,4),F(1,2)]))
show(lambda: pvariance([]))
show(lambda: pvariance([1,2,3],2))
show(lambda: variance([2.75,1.75,1.25,0.25,0.5,1.25,3.5]))
show(lambda: variance([1]))
show(lambda: variance([1,2,4]))
show(lambda: variance([F(1,6),F(1,2),F(5,3)]))
show(lambda: variance([1,2,3],xbar=2))
show(lambda: stdev([1.5,2.5,2.5,2.75,3.25,4.75]))
show(lambda: stdev([1,2]))
show(lambda: stdev([1]))
show(lambda: stdev([D('1.5'),D('2.5'),D('7')]))
show(lambda: pstdev([1.5,2.5,2.5,2.75,3.25,4.75]))
show(lambda: pstdev([D(1),D(2),D(4)]))
show(lambda: pstdev([]))
show(lambda: pstdev([3,3,3]))
show(lambda: pstdev([D(3),D(3)]))
show(lambda: stdev([F(1,3),F(2,3),1]))
show(lambda: stdev([float('inf'),1]))
show(lambda: variance([float('nan'),1]))
show(lambda: variance(x*x for x in range(10)))
