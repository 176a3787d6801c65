for value in (0, 1, -1, 7, 8, 255, 256, -256, 2 ** 31, 2 ** 64, -2 ** 64, 2 ** 64 - 1):
    print(value, value.bit_length(), value.bit_count())
print((5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator)
print((12).as_integer_ratio())
