print(2.0 ** 10, 2 ** 0.5, 9 ** 0.5, 2.5 ** 2, 10.0 ** -3, 1e200 ** 1.5, 2.0 ** -1074, 2.0 ** -1080)
print((-8.0) ** 3, (-2.0) ** -3, (-1.0) ** 1e20, 0.0 ** 0, 1.0 ** 1e300, 1.1 ** 100, 0.9 ** 1000)
try:
    print(10.0 ** 400)
except OverflowError as error:
    print(error.args)
try:
    print((-10.0) ** 309)
except OverflowError as error:
    print(type(error).__name__)
print(pow(2.0, 3.0), pow(4, 0.5), pow(4, -2))
