d = {}
for i in range(50):
    d["key" + str(i)] = i
print(d["key" + "7"], d.get("ke" + "y49"), "key50" in d, len(d), sum(d.values()))
d["é"] = 1
d["e\u0301"] = 2
print(d["\xe9"], d["e" + "\u0301"], len(d))
