import io
import pprint

stream = io.StringIO()
printer = pprint.PrettyPrinter(indent=2, width=30, stream=stream)
printer.pprint({"key": list(range(12)), "other": {"nested": ("a", "b")}})
print(stream.getvalue())
pprint.pprint([["row", n, n * n] for n in range(4)], stream=stream, width=20)
print(stream.getvalue()[-60:])
print(printer.pformat(["a" * 10, "b" * 10, "c" * 10]), printer.isreadable({}), printer.isrecursive([]))


class Custom(pprint.PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, float):
            return f"{object:.2f}", True, False
        return super().format(object, context, maxlevels, level)


print(Custom().pformat({"pi": 3.14159, "list": [2.71828, 1]}))
print(pprint.pformat({"b": {"d": 1, "c": 2}, "a": [3, {"z": 1, "y": 2}]}))
print(pprint.pformat({1: "a", "x": 2, (1, 2): 3, None: 4}, width=10))
print(pprint.pformat([{"name": "x", "id": n} for n in range(3)], width=25, sort_dicts=False))
print(pprint.pformat(list(range(40)), compact=True, width=30, indent=3))
print(pprint.pformat({"text": "a sentence of several words that goes on and on"}, width=30))
print(pprint.pformat((1,)), pprint.pformat(((1,), (2,)), width=5), pprint.pformat({}), pprint.pformat(set()))
print(pprint.pformat([[[[1]]]], depth=2), pprint.pformat({"a": {"b": {}}}, depth=1))
