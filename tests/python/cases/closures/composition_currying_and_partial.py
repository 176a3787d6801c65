def compose(*functions):
    def composed(x):
        for f in reversed(functions):
            x = f(x)
        return x
    return composed

def curry(f, n):
    def curried(*args):
        if len(args) >= n:
            return f(*args)
        return lambda *more: curried(*args, *more)
    return curried

def flip(f): return lambda a, b: f(b, a)
def memo(f):
    seen = {}
    def wrapper(*args):
        if args not in seen:
            seen[args] = f(*args)
        return seen[args]
    wrapper.seen = seen
    return wrapper

inc, dbl = lambda x: x + 1, lambda x: x * 2
print(compose(inc, dbl)(5), compose(dbl, inc)(5), compose()(5), compose(str, inc, inc)(1))
add3 = curry(lambda a, b, c: a + b + c, 3)
print(add3(1)(2)(3), add3(1, 2)(3), add3(1)(2, 3), add3(1, 2, 3))
print(flip(pow)(2, 3), flip(divmod)(3, 17))
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), len(fib.seen))
church = lambda n: lambda f: lambda x: x if n == 0 else f(church(n - 1)(f)(x))
print(church(5)(inc)(0), church(3)(dbl)(1))
