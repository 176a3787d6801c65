d = {}
for i in range(1000):
    d[i] = i * i
    if i >= 10:
        del d[i - 10]
print(d, len(d))
for round_number in range(5):
    for i in range(100):
        d["k" + str(i)] = round_number
    for i in range(0, 100, 3):
        del d["k" + str(i)]
print(len(d), list(d)[:12], sum(v for v in d.values()))
