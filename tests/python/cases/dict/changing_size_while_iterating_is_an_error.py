d = {"a": 1, "b": 2, "c": 3}
try:
    for key in d:
        d["new"] = 1
except RuntimeError as error:
    print(error)
print(d)
try:
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error)
print(d)
for key in d:
    d[key] = d[key] * 10
print(d)
for key in list(d):
    if d[key] > 15:
        del d[key]
print(d)
