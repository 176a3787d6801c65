def tag(name):
    def wrap(cls):
        cls.tag = name
        return cls
    return wrap

registry = []

def register(cls):
    registry.append(cls.__name__)
    return cls

def replaced(cls):
    return {"replaced": cls.__name__}

@register
@tag("first")
class A:
    pass

@tag("second")
@register
class B(A):
    pass

@replaced
class C:
    pass

print(A.tag, B.tag, registry, C)

def with_repr(cls):
    def __repr__(self):
        fields = ", ".join(f"{k}={v!r}" for k, v in vars(self).items())
        return f"{cls.__name__}({fields})"
    cls.__repr__ = __repr__
    return cls

@with_repr
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

print(Point(1, "two"), [Point(0, None)])
