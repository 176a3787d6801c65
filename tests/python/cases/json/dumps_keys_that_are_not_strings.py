import json

print(json.dumps({1: "int", 1.5: "float", None: "none", True: "bool"}),
    json.dumps({False: 0, 10 ** 25: 1, 1e20: 2, -0.0: 3, float("inf"): 4}))
for key in ((1, 2), b"k"):
    try:
        json.dumps({key: 1})
    except TypeError as error:
        print(error)
print(json.dumps({(1, 2): "dropped", "a": 1}, skipkeys=True))
