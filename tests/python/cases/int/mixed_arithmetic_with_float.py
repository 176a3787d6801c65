print(1 + 2.0, 3 * 0.5, 7 - 0.5, 7 // 2.0, 7 % 2.5, 2 ** 0.5, 1 / 4)
print(2 ** 53 + 1.0, (2 ** 53 + 1) * 1.0, 10 ** 20 + 0.5, 10 ** 22 * 1.0, 10 ** 23 * 1.0)
print(2 ** 64 + 1.0 == 2 ** 64, 3 + -0.0, 0 * -1.0)
for call in (lambda: 10 ** 400 + 1.0, lambda: 10 ** 400 * 0.5, lambda: 1.0 - 10 ** 400,
    lambda: float(10 ** 400)):
    try:
        call()
    except OverflowError as error:
        print(error)
