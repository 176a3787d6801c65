from decimal import Decimal as D
from fractions import Fraction as F
from statistics import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: (NormalDist(100,15).pdf(110), NormalDist(100,15).cdf(110), NormalDist(100,15).inv_cdf(.9)))
show(lambda: [NormalDist(3,2).inv_cdf(p) for p in (1e-300,1e-20,.001,.01,.07,.1,.3,.5,.7,.925,.93,.999,1-1e-12)])
show(lambda: NormalDist(1,0).pdf(1))
show(lambda: NormalDist(1,0).cdf(1))
show(lambda: NormalDist(1,0).inv_cdf(.5))
show(lambda: NormalDist().inv_cdf(0))
show(lambda: (NormalDist().quantiles(), NormalDist().quantiles(10)))
show(lambda: NormalDist(2.4,1.6).overlap(NormalDist(3.2,2.0)))
show(lambda: NormalDist(2.4,1.6).overlap(NormalDist(3.2,1.6)))
show(lambda: NormalDist(2.4,0).overlap(NormalDist(3.2,1.6)))
show(lambda: NormalDist().overlap(3))
show(lambda: NormalDist(10,2).zscore(13))
show(lambda: NormalDist(10,0).zscore(13))
show(lambda: NormalDist.from_samples([1,2,3,4.5]))
show(lambda: NormalDist.from_samples([1]))
