import json

for text in ("null", "true", "false", "0", "-0", "5", "-12", "1.5", "-0.0", "1e5", "1E+5", "1e-5",
    "2.5e3", '""', '"a"', "[]", "[1]", "[1, 2 ,3]", "{}", '{"a": 1}', '{"a":{"b":[]}}', " [ ] ",
    "\n{\t\"k\" :\r1 }\n"):
    value = json.loads(text)
    print(repr(text), repr(value), type(value).__name__)
