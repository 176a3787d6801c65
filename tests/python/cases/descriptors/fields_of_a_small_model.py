class Field:
    def __init__(self, kind, default=None, check=None):
        self.kind, self.default, self.check = kind, default, check

    def __set_name__(self, owner, name):
        self.name = name
        owner.__dict__.get("_fields", owner._fields)[name] = self

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance._values.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name}: {value!r} is no {self.kind.__name__}")
        if self.check and not self.check(value):
            raise ValueError(f"{self.name}: {value!r} is out of range")
        instance._values[self.name] = value

    def __delete__(self, instance):
        instance._values.pop(self.name, None)


class Model:
    _fields = {}

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        print("model", cls.__name__, list(cls._fields))

    def __init__(self, **values):
        self._values = {}
        for name, value in values.items():
            if name not in self._fields:
                raise AttributeError(f"{type(self).__name__} has no field {name}")
            setattr(self, name, value)

    def __repr__(self):
        inner = ", ".join(f"{n}={getattr(self, n)!r}" for n in self._fields)
        return f"{type(self).__name__}({inner})"


class Sensor(Model):
    _fields = {}
    name = Field(str, "?")
    limit = Field(int, 10, lambda v: 0 <= v < 100)


sensor = Sensor(name="t1", limit=99)
print(sensor, Sensor.limit.kind.__name__)
del sensor.limit
print(sensor)
for values in ({"limit": 100}, {"limit": "x"}, {"size": 1}, {}):
    try:
        print(Sensor(**values))
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
