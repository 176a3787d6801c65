from decimal import Decimal as D
from fractions import Fraction as F
from statistics import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: covariance([1,2,3,4,5,6,7,8,9],[1,2,3,1,2,3,1,2,3]))
show(lambda: covariance([1],[1]))
show(lambda: covariance([1,2],[1]))
show(lambda: linear_regression([1971,1975,1979,1982,1983],[1,2,3,4,5]))
show(lambda: linear_regression([1,2,3],[2,4,7],proportional=True))
show(lambda: linear_regression([1,1],[1,2]))
show(lambda: linear_regression([1],[1]))
show(lambda: linear_regression([1,2],[3,4])[0])
