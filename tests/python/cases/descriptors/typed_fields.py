class Typed:
    def __init__(self, kind, default=None): self.kind, self.default = kind, default
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner): return getattr(obj, self.name, self.default) if obj else self
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]}: expected {self.kind.__name__}, "
                            f"got {type(value).__name__}")
        setattr(obj, self.name, value)

class Range(Typed):
    def __init__(self, low, high): super().__init__(int, low); self.low, self.high = low, high
    def __set__(self, obj, value):
        super().__set__(obj, value)
        if not self.low <= value <= self.high:
            raise ValueError(f"{value} is not in {self.low}..{self.high}")

class Sensor:
    name = Typed(str, "?")
    level = Range(0, 100)
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)

s = Sensor(name="door", level=50)
print(s.name, s.level, Sensor().name, Sensor().level, vars(s))
for kw in [{"name": 5}, {"level": "5"}, {"level": 101}, {"level": True}]:
    try:
        print(Sensor(**kw).level)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
