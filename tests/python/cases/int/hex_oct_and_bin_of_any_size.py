for value in (0, 1, -1, 10, 255, -255, 2 ** 31, 2 ** 32 - 1, 2 ** 64, -2 ** 64, 10 ** 25):
    print(hex(value), oct(value), bin(value))
print(hex(True), bin(False))
for bad in (1.0, "1", None):
    try:
        print(hex(bad))
    except TypeError as error:
        print(error)
