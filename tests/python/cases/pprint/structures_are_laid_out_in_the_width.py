import pprint
from pprint import pformat

data = {
    "name": "a rather long name for a thing",
    "values": list(range(30)),
    "nested": {"b": [1, 2, {"deep": ("x", "y" * 30)}], "a": {1, 2, 3}, "empty": [], "none": None},
    "tuple": ("one",),
    "pairs": [("key%d" % n, n * 1.5) for n in range(6)],
}
pprint.pprint(data)
print(pformat(data, width=40))
print(pformat(data, indent=4, width=60))
print(pformat(data, compact=True, width=50))
print(pformat(data, depth=1))
print(pformat(data, depth=2, width=30))
pprint.pp({"z": 1, "a": 2, "m": 3})
print(pformat({"z": 1, "a": 2}, sort_dicts=False), pformat({3: 1, "a": 2, None: 3}, width=5))
print(pformat([1234567, 89], underscore_numbers=True), pformat("short"), pformat([]), pformat(()))
print(pformat("many words in a text that is longer than the width of the line " * 2, width=40))
print(pformat(["many words in a text that is longer", "x"], width=20))
print(pformat("lines\nof text\nthat are kept\n" * 2, width=30))
print(pformat(b"bytes that are longer than the width", width=20), pformat([b"abcd" * 6], width=20))
print(pformat({"set": {"bb", "a", "ccc"}, "frozen": frozenset([3, 1, 2])}, width=20))
print(pprint.saferepr({"b": [1], "a": (2,)}), pprint.isreadable([1]), pprint.isreadable([object()]))
loop = [1]
loop.append(loop)
print(pformat(loop).startswith("[1, <Recursion on list with id="), pprint.isrecursive(loop))
for options in ({"indent": -1}, {"depth": 0}, {"width": 0}):
    try:
        pprint.PrettyPrinter(**options)
    except ValueError as error:
        print(error)
