import math

print(math.pi, math.e, math.tau, math.inf, -math.inf, math.nan)
for x in (0.0, 1.5, math.inf, -math.inf, math.nan, 10 ** 300, -5):
    print(x, math.isfinite(x), math.isinf(x), math.isnan(x))
