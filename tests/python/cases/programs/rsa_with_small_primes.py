def inverse(a, m):
    old, r, x0, x1 = a, m, 1, 0
    while r:
        q = old // r
        old, r, x0, x1 = r, old - q * r, x1, x0 - q * x1
    return x0 % m

p, q = 2 ** 61 - 1, 2 ** 89 - 1
n, phi, e = p * q, (p - 1) * (q - 1), 65537
d = inverse(e, phi)
print(n, d, e * d % phi)
for message in (42, 2 ** 100 + 7, int.from_bytes(b"hello world", "big")):
    cipher = pow(message, e, n)
    print(cipher, pow(cipher, d, n) == message)
