for i in range(3):
    pass
print(i)
i = "kept"
for i in []:
    pass
print(i)
for i in range(5):
    original = i
    i = 100
print(i, original)
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xyz")]:
    print(a, b, c)
d = {}
for d["k"] in range(3):
    pass
print(d)
items = [0, 0]
for items[0] in "ab":
    print(items)
