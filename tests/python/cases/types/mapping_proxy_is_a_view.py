from types import MappingProxyType

source = {"a": 1, "b": 2}
view = MappingProxyType(source)
print(view, view["a"], len(view), "b" in view, list(view), view.get("z", 0))
source["c"] = 3
print(view, list(view.items()), view == {"a": 1, "b": 2, "c": 3}, view | {"d": 4})
try:
    view["a"] = 5
except TypeError as error:
    print(error)
try:
    del view["a"]
except TypeError as error:
    print(error)
try:
    view["zz"]
except KeyError as error:
    print("KeyError", error)
print(view.copy(), type(view.copy()), list(reversed(view)), dict(view))
