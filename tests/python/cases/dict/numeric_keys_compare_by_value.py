d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, len(d), d[1], 1.0 in d)
d[0] = "zero"
print(d[False], d[0.0], d[-0.0], d)
d[2 ** 53] = "big"
print(d[2.0 ** 53], (2 ** 53 + 1) in d, d.get(9007199254740992.0))
d["1"] = "text"
print(d[1], d["1"])
e = {1.5: "x", 2 ** 100: "y", 2.0 ** 200: "z"}
print(e[3 / 2], e[2.0 ** 100], e[2 ** 200])
