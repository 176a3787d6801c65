import json

values = [None, True, 1, 2 ** 70, 1.5, "é\n\"", [], [1, [2, [3]]], {"a": {"b": []}, "": ""},
    [{"k": None}, {"k": [0.1, -0.0]}], "\U0001F600", {"x" * 50: "y" * 50}]
for value in values:
    text = json.dumps(value)
    print(text, json.loads(text) == value, json.loads(json.dumps(value, indent=1)) == value,
        json.loads(json.dumps(value, ensure_ascii=False)) == value)
print(json.loads(json.dumps((1, 2))), json.loads(json.dumps({1: 2})))
