def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


import types
class Dog:
    def __init__(self): self.n = 1
def bark(self, x=2): return (self.n, x)
d = Dog()
d.bark = types.MethodType(bark, d)
print(d.bark(), d.bark(5), d.bark.__self__ is d, d.bark.__func__ is bark, type(d.bark).__name__)
t(lambda: types.MethodType(bark, None)); t(lambda: types.MethodType(3, d)); t(lambda: types.MethodType(len, [1,2])()); t(lambda: types.MethodType(bark)); t(lambda: types.MethodType(lambda s, *a: (s, a), 4)(1, 2))
print((int|str) == (str|int), hash(int|str) == hash(str|int), (int|None) == (None|int), (int|str) == (int|float), {int|str: 1}[str|int], list[int]|None == None|list[int])
