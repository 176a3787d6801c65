x = 1.0
for i in range(25):
    print(x, x * 1.5, 1 / x)
    x *= 10
