factor = 1
g = (x * factor for x in [1, 2, 3])
factor = 10
print(list(g))
items = [1, 2]
h = (x for x in items)
items.append(3)
print(list(h))
k = (x for x in items)
items = ["rebound"]
print(list(k))
