import json as j
from json import dumps, loads, JSONDecodeError

print(j.dumps([1]), dumps({"a": loads("[2]")}), issubclass(JSONDecodeError, ValueError),
    JSONDecodeError.__name__)
try:
    loads("{")
except JSONDecodeError as error:
    print("caught", error)
try:
    loads("{")
except ValueError as error:
    print("as value error", error)
