import math

state = 2024
for i in range(150):
    state = (state * 1103515245 + 12345) % 2 ** 31
    x = (state - 2 ** 30) / 2 ** 26
    print(x, math.sin(x), math.cos(x), math.exp(x))
