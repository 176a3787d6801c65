for number in (15, 25, 35, -15, -25, 149, 150, 151, 1250, 1350, 10**18 + 5, 5, 4, 0):
    print(number, [round(number, -digits) for digits in (0, 1, 2, 3)])
print(round(1234), round(1234, None), round(1234, 5), type(round(7, -1)), round(True))
for number in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 1e300, 12345.678, -0.04):
    print(number, round(number), round(number, 1), round(number, 2), round(number, -2))
print(round(1e22), round(2**53 + 0.0), round(0.1 + 0.2, 16), round(5e-324, 400))
for arguments in ((float("nan"),), (float("inf"),), ("1",), (1.5, 1.0), (1, "2")):
    try:
        print(round(*arguments))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
