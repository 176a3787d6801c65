d = {"one": 1, "two": 2, "three": 3}
for key in d:
    print(key, d[key])
for key, value in d.items():
    print(key, value)
for value in d.values():
    print(value)
for i, (key, value) in enumerate(sorted(d.items())):
    print(i, key, value)
print(max(d, key=d.get), min(d.values()), sum(d.values()), sorted(d), sorted(d, key=lambda k: d[k]),
    any(d), all(d.values()))
print(list(d), tuple(d), set(d) == {"one", "two", "three"}, len(d), "one" in d, 1 in d)
