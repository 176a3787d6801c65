a = {1: "x", 2: "y", 3: "z"}
b = {2: "y", 3: "w", 4: "v"}
print(sorted(a.keys() & b.keys()), sorted(a.keys() | b), sorted(a.keys() - b), sorted(a.keys() ^ b.keys()))
print(sorted(a.items() & b.items()), sorted(a.items() - b.items()), a.keys() <= {1, 2, 3, 4}, a.keys() >= {1})
print(a.keys().isdisjoint([9]), a.keys() == {1, 2, 3}, a.items() == set(a.items()), a.values() == a.values())
print((1, "x") in a.items(), (1, "y") in a.items(), 1 in a.items(), "z" in a.values(), 4 in a.keys())
keys, values = a.keys(), a.values()
a[5] = "new"
del a[1]
print(list(keys), list(values), len(keys), list(reversed(keys)), list(reversed(a.items())))
print(keys, values, a.items())
for action in (lambda: a.keys() + b.keys(), lambda: a.values() & b.values(), lambda: a.keys()[0], lambda: hash(a.keys())):
    try:
        print(action())
    except TypeError as error:
        print(error)
