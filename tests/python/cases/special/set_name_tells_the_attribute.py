class Field:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.kind())
    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        instance.__dict__[self.name] = value

class Record:
    id = Field(int)
    title = Field(str)

r = Record()
print(r.id, repr(r.title), Record.id.name)
r.id, r.title = 5, "x"
print(vars(r))
try:
    r.id = "5"
except TypeError as error:
    print(error)
late = Field(list)
Record.late = late
print(hasattr(late, "name"))
