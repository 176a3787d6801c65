import json

data = {"name": "x", "list": [1, [2, 3], {}], "empty": [], "nested": {"a": {"b": None}}, "t": (1,)}
print(json.dumps(data, indent=2))
print(json.dumps(data, indent=0))
print(json.dumps(data, indent="\t"))
print(json.dumps([], indent=2), json.dumps({}, indent=4), json.dumps([1], indent=1), json.dumps(5,
    indent=2))
print(json.dumps([[], {}, [{}]], indent=3, sort_keys=True))
