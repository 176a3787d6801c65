from decimal import Decimal as D
from fractions import Fraction as F
from statistics import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: NormalDist())
show(lambda: NormalDist(5,-1))
show(lambda: (NormalDist(1,2)+NormalDist(3,4), NormalDist(1,2)-NormalDist(3,4), NormalDist(1,2)+5, 5-NormalDist(1,2), NormalDist(1,2)*-3, NormalDist(1,2)/-2, -NormalDist(1,2), 3*NormalDist(1,2)))
show(lambda: (NormalDist(1,2)==NormalDist(1.0,2.0), NormalDist(1,2)!=NormalDist(1,3), hash(NormalDist(1,2))==hash(NormalDist(1,2)), NormalDist()==3))
show(lambda: (NormalDist(1,2).mean, NormalDist(1,2).median, NormalDist(1,2).mode, NormalDist(1,2).stdev, NormalDist(1,2).variance))
show(lambda: NormalDist(1,2)+'a')
