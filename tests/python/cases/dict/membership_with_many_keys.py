d = {}
for i in range(5000):
    d[(i * 7919) % 10007] = i
print(len(d), sum(d), sum(d.values()), d[7919], 10007 in d, list(d)[:5], list(d.values())[-3:])
t = {}
for i in range(500):
    t[str(i), i % 7] = i
print(len(t), t["37", 2], ("37", 3) in t)
f = {i / 8: i for i in range(1000)}
print(len(f), f[0.125], f[100], f[12.5], 0.1 in f)
