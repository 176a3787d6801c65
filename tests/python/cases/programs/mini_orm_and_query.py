class Field:
    def __init__(self, kind, default=None,
          required=False): self.kind, self.default, self.required = kind, default, required
    def __set_name__(self, owner, name):
        self.name = name
        owner.fields = {**getattr(owner, "fields", {}), name: self}
    def __get__(self, obj, owner): return self if obj is None else obj.__dict__.get(self.name,
          self.default)
    def __set__(self, obj, value):
        if value is not None and not isinstance(value, self.kind):
            raise TypeError(f"{type(obj).__name__}.{self.name}: {value!r} is not {self.kind.__name__}")
        obj.__dict__[self.name] = value
    def _test(self, op): return lambda other: lambda row: op(getattr(row, self.name), other)
    def __eq__(self, other): return lambda row: getattr(row, self.name) == other
    def __gt__(self, other): return lambda row: getattr(row, self.name) > other
    def __lt__(self, other): return lambda row: getattr(row, self.name) < other
    __hash__ = None

class Model:
    def __init_subclass__(cls): cls.rows, cls.next_id = [], 1
    def __init__(self, **values):
        for name in values:
            if name not in self.fields: raise AttributeError(f"{type(self).__name__} has no field {name!r}")
        for name, field in self.fields.items():
            if field.required and name not in values: raise ValueError(f"{name} is required")
            setattr(self, name, values.get(name, field.default))
    def save(self):
        cls = type(self)
        self.id, cls.next_id = cls.next_id, cls.next_id + 1
        cls.rows.append(self)
        return self
    @classmethod
    def where(cls, *tests): return [row for row in cls.rows if all(test(row) for test in tests)]
    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in self.fields)})"

class User(Model):
    name = Field(str, required=True)
    age = Field(int, 18)
class Admin(User):
    level = Field(int, 1)

for name, age in [("Ann", 30), ("Bob", 17), ("Cy", 45)]: User(name=name, age=age).save()
Admin(name="Root", level=9).save()
print(User.where(User.age > 18), User.where(User.name == "Bob"), User.where(), Admin.rows,
      Admin.rows[0].id)
print(User.where(User.age > 18, User.age < 40)[0].name, list(Admin.fields), list(User.fields))
for make in [lambda: User(), lambda: User(name=5), lambda: User(name="x", size=1),
      lambda: Admin(name="a", level="b")]:
    try: make()
    except (ValueError, TypeError, AttributeError) as error: print(type(error).__name__, error)
