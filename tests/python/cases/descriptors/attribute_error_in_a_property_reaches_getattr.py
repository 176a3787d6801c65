class A:
    @property
    def broken(self): return self.missing
    @property
    def other(self): raise ValueError("not hidden")
    def __getattr__(self, name): return f"getattr({name})"

a = A()
print(a.broken, a.missing, hasattr(a, "broken"))
try:
    a.other
except ValueError as error:
    print(error)

class B:
    @property
    def broken(self): return self.missing
b = B()
print(hasattr(b, "broken"), getattr(b, "broken", "default"))
try:
    b.broken
except AttributeError as error:
    print(error)
