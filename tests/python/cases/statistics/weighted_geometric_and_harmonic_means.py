from decimal import Decimal as D
from fractions import Fraction as F
from statistics import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: fmean([3.5,4.0,5.25]))
show(lambda: fmean([1,2],[1,3]))
show(lambda: fmean([1,2],[1]))
show(lambda: fmean([1,2],[0,0]))
show(lambda: fmean([]))
show(lambda: fmean(iter([1,2,3])))
show(lambda: geometric_mean([54,24,36]))
show(lambda: geometric_mean([]))
show(lambda: geometric_mean([0,1]))
show(lambda: geometric_mean([-1]))
show(lambda: harmonic_mean([40,60]))
show(lambda: harmonic_mean([40,60],weights=[5,30]))
show(lambda: harmonic_mean([5]))
show(lambda: harmonic_mean(['a']))
show(lambda: harmonic_mean([-1,2]))
show(lambda: harmonic_mean([0,2]))
show(lambda: harmonic_mean([]))
show(lambda: harmonic_mean([1,2],[1]))
show(lambda: harmonic_mean([1,2],[0,0]))
show(lambda: harmonic_mean([F(1,3),F(1,2)]))
show(lambda: harmonic_mean([D(10),D(20)]))
