import json

print(json.dumps({"s": {3}, "b": b"x"}, default=lambda v: sorted(v) if isinstance(v, set)
    else str(v)))
print(json.dumps([1, {2}], default=str), json.dumps({"r": range(3)}, default=list))

def refuse(value):
    raise ValueError("cannot store " + type(value).__name__)

try:
    json.dumps({5}, default=refuse)
except ValueError as error:
    print(error)
