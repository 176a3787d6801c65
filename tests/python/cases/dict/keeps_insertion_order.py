d = {}
for key in ("z", "a", "m", 3, 1, None):
    d[key] = len(d)
print(d, list(d))
d["a"] = "updated in place"
print(d)
del d["z"]
d["z"] = "back at the end"
print(d)
d.pop("m")
d.update(m=1, a=2)
print(d, list(reversed(d)))
for i in range(100):
    d[i] = i
for i in range(0, 100, 2):
    del d[i]
for i in range(0, 20, 4):
    d[i] = "again"
print(list(d.items()))
