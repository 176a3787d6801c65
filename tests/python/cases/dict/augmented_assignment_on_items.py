d = {"n": 1, "s": "a", "l": [1]}
d["n"] += 5
d["n"] *= 2
d["s"] += "b"
d["l"] += [2]
d["l"][0] -= 1
print(d)
counts = {}
for ch in "mississippi":
    counts[ch] = counts.get(ch, 0) + 1
print(counts)
try:
    d["missing"] += 1
except KeyError as error:
    print(error)
