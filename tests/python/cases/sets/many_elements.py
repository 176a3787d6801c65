s = set()
for i in range(3000):
    s.add(i * 37 % 1009)
print(len(s), sum(s), 1008 in s, 1009 in s)
for i in range(0, 1009, 2):
    s.discard(i)
print(len(s), sum(s), sorted(s)[:5])
t = {str(i) for i in range(500)} & {str(i) for i in range(250, 1000)}
print(len(t), "250" in t, "249" in t, min(t), max(t))
