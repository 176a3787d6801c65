import json

print(json.loads("[NaN, Infinity, -Infinity]"), json.loads("NaN") != json.loads("NaN"),
    json.loads("-Infinity") < 0)
