def egcd(a, b):
    x0, y0, x1, y1 = 1, 0, 0, 1
    while b:
        q = a // b
        a, b = b, a - q * b
        x0, x1 = x1, x0 - q * x1
        y0, y1 = y1, y0 - q * y1
    return a, x0, y0

for a, b in ((240, 46), (17, 3120), (10 ** 18 + 9, 10 ** 9 + 7), (2 ** 89 - 1, 3 ** 50)):
    g, x, y = egcd(a, b)
    print(g, x, y, a * x + b * y == g)
