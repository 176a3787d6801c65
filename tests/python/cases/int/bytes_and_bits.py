for number in (0, 1, 255, 256, 65535, 2**64 - 1, 2**100):
    length = (number.bit_length() + 7) // 8 or 1
    big, little = number.to_bytes(length, "big"), number.to_bytes(length, "little")
    print(number, big.hex(), little.hex(), int.from_bytes(big, "big") == number)
for number in (-1, -128, -129, 127, 128, 2**31):
    for length in (1, 2, 4):
        try:
            data = number.to_bytes(length, "big", signed=True)
            print(number, length, data, int.from_bytes(data, "big", signed=True))
        except OverflowError as error:
            print(number, length, error)
try:
    (-1).to_bytes(2, "big")
except OverflowError as error:
    print(error)
print((5).to_bytes(), int.from_bytes([1, 2, 3]), int.from_bytes(b"", "little"))
print((6).as_integer_ratio(), (-3).numerator, (7).denominator, (4).real, (4).imag, (9).conjugate())
print([n.bit_count() for n in (0, 1, 7, -7, 255, 2**70 - 1)])
