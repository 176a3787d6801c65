import json

depth = 200
text = "[" * depth + "]" * depth
value = json.loads(text)
print(json.dumps(value) == text)
n = 0
while value:
    value = value[0]
    n += 1
print(n)
text = '{"a":' * 100 + "1" + "}" * 100
value = json.loads(text)
for _ in range(100):
    value = value["a"]
print(value)
