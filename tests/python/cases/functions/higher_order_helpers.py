def fold(f, items, start):
    result = start
    for item in items:
        result = f(result, item)
    return result

print(fold(lambda a, b: a + b, [1, 2, 3], 0), fold(lambda a, b: b + a, "abc", ""),
    fold(max, [3, 9, 2], 0))

def curry(f, *first):
    return lambda *rest: f(*first, *rest)

print(curry(pow, 2)(10), curry(print, "curried")("args"))

def memoise(f):
    cache = {}
    def wrapper(*args):
        if args not in cache:
            cache[args] = f(*args)
        return cache[args]
    return wrapper

calls = []

def slow(n):
    calls.append(n)
    return n * n

fast = memoise(slow)
print(fast(3), fast(3), fast(4), calls)
fib = memoise(lambda n: n if n < 2 else fib(n - 1) + fib(n - 2))
print(fib(80))
