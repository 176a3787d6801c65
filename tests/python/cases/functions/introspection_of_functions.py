def f(a, b=2, *args, c, d=4, **kw):
    """Doc of f."""
    return a
g = lambda x: x
class C:
    def m(self): pass
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__module__)
print(g.__name__, g.__doc__, g.__defaults__, C.m.__qualname__, C().m.__name__, callable(f),
      f.__dict__)
f.tag = "x"
f.__name__ = "renamed"
print(f.tag, vars(f), f.__name__, hasattr(g, "tag"), f(1, c=2))
print(len.__name__, str.upper.__name__, [].append.__name__, print.__name__, int.__name__,
      type(len).__name__)
