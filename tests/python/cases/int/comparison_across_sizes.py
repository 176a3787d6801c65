values = [0, -1, 1, 2 ** 31, -2 ** 31, 2 ** 31 - 1, 2 ** 64, -2 ** 64, 2 ** 64 + 1, 10 ** 30,
    -10 ** 30]
print(sorted(values))
for a in values:
    print([(a < b, a <= b, a == b, a != b, a > b, a >= b).index(True) for b in values])
print(min(values), max(values))
