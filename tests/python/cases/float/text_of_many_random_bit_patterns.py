state = 12345
values = []
for _ in range(200):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    mantissa = state >> 12
    state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    exponent = (state >> 50) % 600 - 300
    values.append(mantissa * 2.0 ** exponent / 2 ** 52)
for value in values:
    print(value)
