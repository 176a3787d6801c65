from decimal import Decimal
from fractions import Fraction
from statistics import *

state = 31337


def below(limit):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % limit


for n in range(25):
    count = 2 + below(12)
    whole = [below(1000) - 500 for _ in range(count)]
    floats = [below(10**9) / (1 + below(10**6)) for _ in range(count)]
    decimals = [Decimal(below(10**6)) / 100 for _ in range(count)]
    ratios = [Fraction(below(100), 1 + below(50)) for _ in range(count)]
    for data in (whole, floats, decimals, ratios):
        print(mean(data), variance(data), pvariance(data), stdev(data), pstdev(data))
        print(median(data), median_low(data), quantiles(data, n=5), mode(data))
    print(fmean(whole), geometric_mean(floats), harmonic_mean(floats), median_grouped(whole, 3))
    print(covariance(whole, floats), linear_regression(floats, whole))
    print(NormalDist.from_samples(floats), NormalDist(0, 2).inv_cdf((1 + below(98)) / 100))
