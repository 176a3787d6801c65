print(-2 ** 2, (-2) ** 2, 2 ** -1, -2 ** -2, 2 ** 3 ** 2, (2 ** 3) ** 2)
print(2 ** -1 * 4, -3 ** 2 // 2, 10 - -2 ** 2, ~2 ** 3, not 2 ** 0 == 1)
x = 5
print(-x ** 2, +x ** 0, - -x, -+-x, ~-x, -~x, ~~x)
print(2 * 3 ** 2 % 5, 100 // 7 * 7 + 100 % 7, 7 % 3 ** 2)
print(1 << 2 + 1, (1 << 2) + 1, 6 & 3 == 3, (6 & 3) == 2, 1 | 2 ^ 3 & 2)
print(not True == False, not (True == False), 1 < 2 == True, (1 < 2) == True)
print(1 if 0 else 2 if 0 else 3, (1 if 1 else 2) if 0 else 3)
print((lambda a: a or 7)(0), (lambda: 1 and 0)())
