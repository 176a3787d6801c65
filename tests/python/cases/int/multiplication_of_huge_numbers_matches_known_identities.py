a = 3 ** 200 + 12345678901234567890
b = 7 ** 150 - 98765432109876543210
print((a + b) * (a - b) == a * a - b * b)
print((a + b) ** 2 == a * a + 2 * a * b + b * b)
print(a * b)
print(-a * b == a * -b, (-a) * (-b) == a * b)
print(a * 0, 0 * b, a * 1 == a, a * -1 == -a)
print(99999999999999999999 * 99999999999999999999)
print(0xFFFFFFFFFFFFFFFF * 0xFFFFFFFFFFFFFFFF)
