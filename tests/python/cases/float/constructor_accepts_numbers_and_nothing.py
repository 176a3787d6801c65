print(float(), float(3), float(True), float(2.5), float(10 ** 22), float(2 ** 53 + 1), float(-7))
print(float("3") + float(4), float(2 ** 1023))
