def f(x):
    return x + 1

g = f
functions = [f, abs, len, lambda v: v * 2]
print(g(1), g is f, f == g, [fn(x) for fn, x in zip(functions, (1, -2, "abc", 4))])
print(f.__name__, (lambda: 0).__name__, len.__name__, callable(f), callable(5), callable(len),
    callable(str))

def apply(fn, *args, **kwargs):
    return fn(*args, **kwargs)

print(apply(f, 5), apply(max, 1, 9, 3), apply(sorted, [2, 1], reverse=True), apply(print, "x",
    end="!\n"), apply(dict, a=1))
d = {f: "function key"}
print(d[g], f in d, type(f).__name__, type(len).__name__)
