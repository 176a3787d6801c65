class Typed:
    def __init__(self, kind, minimum=None):
        self.kind, self.minimum = kind, minimum
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, instance, owner):
        if instance is None:
            return self
        try:
            return instance.__dict__[self.name]
        except KeyError:
            raise AttributeError(f"{owner.__name__}.{self.name} is not set") from None
    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        if self.minimum is not None and value < self.minimum:
            raise ValueError(f"{self.name} must be at least {self.minimum}")
        instance.__dict__[self.name] = value
    def __delete__(self, instance):
        del instance.__dict__[self.name]
class Product:
    name = Typed(str)
    price = Typed(int, 0)
    def __init__(self, name, price):
        self.name, self.price = name, price
    @property
    def label(self):
        "The label."
        return f"{self.name}: {self.price}"
    @label.setter
    def label(self, text):
        name, _, price = text.partition(": ")
        self.name, self.price = name, int(price)
    @label.deleter
    def label(self):
        del self.name
p = Product("pen", 3)
p.label = "ink: 7"
print(p.label, vars(p), Product.label.__doc__, Product.price.minimum, p.__dict__["price"])
del p.label
for action in (lambda: p.name, lambda: Product(5, 1), lambda: Product("a", -1), lambda: setattr(p, "label", "x: y"), lambda: p.label):
    try:
        print(action())
    except (AttributeError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
class ReadOnly:
    value = property(lambda self: 42)
r = ReadOnly()
for action in (lambda: setattr(r, "value", 1), lambda: delattr(r, "value")):
    try:
        action()
    except AttributeError as error:
        print(error)
print(r.value)
