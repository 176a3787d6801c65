print(pow(2, 10, 1000), pow(3, 200, 13), pow(7, 0, 5), pow(7, 0, 1))
print(pow(2, 1000, 10 ** 9 + 7), pow(123456789, 987654321, 1000000007))
print(pow(-3, 3, 10), pow(3, 3, -10), pow(-3, 3, -10))
print(pow(3, -1, 11), pow(10 ** 20, -1, 10 ** 9 + 7))
print(pow(10 ** 30, 10 ** 5, 10 ** 25 + 3))
try:
    pow(2, -1, 4)
except ValueError as error:
    print(error)
try:
    pow(2, 5, 0)
except ValueError as error:
    print(error)
print(pow(2, 5), pow(2, -1), pow(2.0, 3))
