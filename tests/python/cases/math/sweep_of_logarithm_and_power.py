import math

state = 77
for i in range(150):
    state = (state * 1103515245 + 12345) % 2 ** 31
    x = state / 2 ** 20 + 1e-6
    print(x, math.log(x), math.log10(x), math.log2(x), x ** 0.3, x ** -1.7, math.sqrt(x),
        math.atan(x))
