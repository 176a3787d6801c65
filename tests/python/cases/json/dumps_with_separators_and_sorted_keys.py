import json

data = {"b": [1, 2], "a": {"z": 1, "y": None}}
print(json.dumps(data, separators=(",", ":")), json.dumps(data, separators=(" , ", " = ")),
    json.dumps(data, sort_keys=True))
print(json.dumps(data, separators=(",", ":"), indent=2))
print(json.dumps({3: "a", 1: "b", 2: "c"}, sort_keys=True), json.dumps({"B": 1, "a": 2, "é": 3},
    sort_keys=True), json.dumps(data, indent=None))
try:
    json.dumps({"a": 1, 2: "b"}, sort_keys=True)
except TypeError as error:
    print(error)
