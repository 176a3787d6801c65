d = {}
for n in (2 ** 31, 2 ** 47, 2 ** 53, 2 ** 61 - 1, 2 ** 64, 2 ** 100):
    d[n] = "int"
    d[float(n)] = "float"
    d[-n] = "negative"
for n in (2 ** 31, 2 ** 47, 2 ** 53, 2 ** 61 - 1, 2 ** 64, 2 ** 100):
    print(n, d[n], d[-n], n in d, n + 1 in d)
print(len(d))
