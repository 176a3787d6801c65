class Base:
    def hello(self):
        return "hello from " + type(self).__name__

Made = type("Made", (Base,), {"x": 1, "twice": lambda self: self.x * 2})
m = Made()
print(m.hello(), m.x, m.twice(), Made.__name__, Made.__bases__ == (Base,))
Empty = type("Empty", (), {})
print(Empty.__bases__, type(Empty()).__name__, Empty.__mro__ == (Empty, object))
print(type(1), type("s"), type(None), type(m) is Made, type(Made), type(type))
for call in [lambda: type(), lambda: type(1, 2), lambda: type("x", 1, {}),
             lambda: type(1, (), {}), lambda: type("x", (), 5)]:
    try:
        call()
    except TypeError as error:
        print(error)
