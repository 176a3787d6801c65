def isqrt(n):
    if n == 0:
        return 0
    x = 1 << ((n.bit_length() + 1) // 2)
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y

for n in (0, 1, 2, 3, 4, 15, 16, 17, 10 ** 10, 2 ** 64 - 1, 2 ** 64, 10 ** 60, 10 ** 61 + 1):
    r = isqrt(n)
    print(n, r, r * r <= n < (r + 1) * (r + 1))
