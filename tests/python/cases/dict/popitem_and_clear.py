d = {"a": 1, "b": 2, "c": 3}
print(d.popitem(), d.popitem(), d)
d["x"] = 9
print(d.popitem(), d)
d.clear()
print(d, len(d))
try:
    d.popitem()
except KeyError as error:
    print(error)
