for value in (1, -1, 255, -255, 256, -256, 2 ** 31, -2 ** 31, 2 ** 64 + 5, -2 ** 64 - 5):
    print([value >> shift for shift in (0, 1, 7, 8, 31, 32, 33, 63, 64, 65, 500)])
try:
    1 >> -1
except ValueError as error:
    print(error)
