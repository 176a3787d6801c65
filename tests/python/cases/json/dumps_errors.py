import json

for value in ({1, 2}, b"bytes", range(3), len, ValueError("x"), [object], {"k": {5}}):
    try:
        print(json.dumps(value))
    except TypeError as error:
        print(error)
a = []
a.append(a)
d = {}
d["d"] = d
for value in (a, d, {"x": [a]}):
    try:
        json.dumps(value)
    except ValueError as error:
        print(error)
