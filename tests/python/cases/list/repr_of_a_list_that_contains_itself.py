a = [1]
a.append(a)
print(a, a[1] is a, len(a[1][1][1]))
b = [2, {"k": a}]
a.append(b)
print(b, a)
d = {}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
