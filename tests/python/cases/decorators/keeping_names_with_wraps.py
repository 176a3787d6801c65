from functools import wraps
def deco(f):
    @wraps(f)
    def wrapper(*args, **kw):
        """wrapper doc"""
        return f(*args, **kw) + 1
    return wrapper
def bare(f):
    def wrapper(*args): return f(*args)
    return wrapper
@deco
def one(x):
    """one doc"""
    return x
one.attr = "set"
@bare
def two(x): return x
print(one.__name__, one.__doc__, one.__qualname__, one.__wrapped__(5), one(5))
print(two.__name__, two.__qualname__, two.__doc__)
class M:
    @deco
    def method(self, x): return x * 10
print(M().method(2), M.method.__name__)
