values = (0, 1, -1, 12, -12, 0xFF, -0x100, 2 ** 31, -2 ** 31, 2 ** 63, -2 ** 63, 2 ** 64 + 10,
    -2 ** 64 - 10)
for a in values:
    print(a, ~a)
    print([a & b for b in values])
    print([a | b for b in values])
    print([a ^ b for b in values])
