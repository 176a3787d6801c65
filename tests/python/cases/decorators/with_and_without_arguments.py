def plain(f):
    def wrapper(*args, **kw):
        return ("plain", f(*args, **kw))
    return wrapper

def named(name, times=1):
    print("factory", name)
    def decorate(f):
        print("decorate", f.__name__)
        def wrapper(*args):
            return [name, [f(*args) for _ in range(times)]]
        wrapper.__name__ = f.__name__
        return wrapper
    return decorate

@named("outer")
@named("inner", times=2)
@plain
def f(x): return x * 2

print(f(4), f.__name__)

def either(function=None, *, prefix=">"):
    def decorate(f):
        return lambda *a: f"{prefix} {f(*a)}"
    return decorate(function) if function else decorate

@either
def a(): return "a"
@either(prefix="*")
def b(x): return x
print(a(), b("b"))
