class Plugin:
    registry = {}

    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.registry[key or cls.__name__.lower()] = cls
        cls.order = len(Plugin.registry)

class Csv(Plugin): pass
class Json(Plugin, key="js"): pass
class Deep(Json, key="deep"): pass

print({k: v.__name__ for k, v in Plugin.registry.items()})
print(Csv.order, Json.order, Deep.order, hasattr(Plugin, "order"))
try:
    class Wrong(Plugin, other=1): pass
except TypeError as error:
    print(error)
try:
    class Plain(other=1): pass
except TypeError as error:
    print(error)

class Checked:
    def __init_subclass__(cls):
        if not hasattr(cls, "name"):
            raise ValueError("no name in " + cls.__name__)

class Good(Checked):
    name = "good"
try:
    class Bad(Checked): pass
except ValueError as error:
    print(error)
print(Good.name)
