import json

print(json.loads('{"a": 1.5, "b": {"c": 2}}', object_hook=lambda d: sorted(d.items())))
print(json.loads("[1, 2.5]", parse_float=str, parse_int=lambda t: t + "!"))
