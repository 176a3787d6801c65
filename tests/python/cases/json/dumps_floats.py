import json

for x in (0.1, 1.0, 1e16, 1e22, 123456789.123, 5e-324, 1.7976931348623157e308, -2.5, 100.0, 1e15,
    0.00001):
    print(json.dumps(x), json.dumps([x]), json.loads(json.dumps(x)) == x)
print(json.dumps([float("inf"), float("-inf"), float("nan")]))
for x in (float("inf"), float("nan")):
    try:
        json.dumps(x, allow_nan=False)
    except ValueError as error:
        print(str(error).startswith("Out of range float values are not JSON compliant"))
