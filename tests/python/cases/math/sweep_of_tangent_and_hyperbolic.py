import math

state = 5150
for i in range(150):
    state = (state * 1103515245 + 12345) % 2 ** 31
    x = (state - 2 ** 30) / 2 ** 28
    print(x, math.tan(x), math.tanh(x), math.sinh(x), math.asinh(x), math.atan2(x, 2.5),
        math.erf(x))
