import json

for value in (None, True, False, 0, -5, 10 ** 30, 1.5, -0.0, 1e100, 1e-7, "", "text", [], [1, 2],
    (), (1, "a"), {}, {"a": 1}, [[[]]], {"a": {"b": [None]}}):
    print(json.dumps(value))
print(json.dumps([1, "a", {"k": (True, None)}, 2.50]))
