class A:
    def __len__(self): return 1
    def __repr__(self): return "A"
    def __call__(self): return "called"
    def __add__(self, o): return "add"
    def __eq__(self, o): return "eq"
    def __iter__(self): return iter("type")
    def __bool__(self): return False

a = A()
a.__len__ = lambda: 2
a.__repr__ = lambda: "changed"
a.__call__ = lambda: "changed"
a.__add__ = lambda o: "changed"
a.__eq__ = lambda o: "changed"
a.__iter__ = lambda: iter("instance")
a.__bool__ = lambda: True
print(len(a), a, a(), a + 1, a == 1, list(a), bool(a))
print(a.__len__(), a.__add__(1), list(a.__iter__()))
A.__len__ = lambda self: 3
A.__add__ = lambda self, o: ("new", o)
print(len(a), a + 1)
del A.__iter__
try:
    list(a)
except TypeError as error:
    print(error)
