def memoize(function):
    cache = {}
    def wrapper(*arguments):
        if arguments not in cache:
            cache[arguments] = function(*arguments)
        return cache[arguments]
    wrapper.cache = cache
    return wrapper

calls = []
@memoize
def paths(rows, columns):
    calls.append((rows, columns))
    return 1 if 0 in (rows, columns) else paths(rows - 1, columns) + paths(rows, columns - 1)
print(paths(8, 8), len(calls), len(paths.cache), paths(8, 8), len(calls))

def compose(*functions):
    def composed(value):
        for function in reversed(functions):
            value = function(value)
        return value
    return composed
print(compose(str, abs, lambda n: n - 10)(3), compose()(5), list(map(compose(len, str), [1, 100, 1000])))

def curry(function, count):
    def collect(*held):
        return function(*held) if len(held) >= count else lambda *more: collect(*held, *more)
    return collect
add = curry(lambda a, b, c: f"{a}{b}{c}", 3)
print(add(1)(2)(3), add(1, 2)(3), add(1)(2, 3), add(1, 2, 3))
def counter(start=0, step=1):
    return iter(lambda: (box.append(box[-1] + step), box[-2])[1], None) if (box := [start]) else None
tick = counter(5, 5)
print(next(tick), next(tick), next(tick))
