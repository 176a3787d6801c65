for value in (0, 5, -5, 2 ** 31, -2 ** 31, 2 ** 63, -2 ** 63, 10 ** 25):
    print(+value, -value, ~value, - -value, abs(value), not value)
print(-0, +True, -True)
