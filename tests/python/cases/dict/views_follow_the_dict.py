d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
print(keys, values, items)
d["c"] = 3
print(keys, values, items, len(keys), len(values), len(items))
print("a" in keys, 1 in values, ("a", 1) in items, ("a", 2) in items, "z" in keys)
print(list(keys), sorted(values, reverse=True), list(items)[0], list(reversed(items)))
print(sorted(keys & {"a", "z"}), sorted(keys | {"z"}), sorted(keys - {"a"}), keys == {"a", "b",
    "c"}, d.items() == {"a": 1, "b": 2, "c": 3}.items())
print({}.keys(), {}.values(), {}.items())
