def f(*args, **kwargs):
    kwargs["added"] = True
    return args, kwargs

source = {"a": 1}
items = [1, 2]
print(f(*items, **source), source, items)
a, _ = f(*items)
print(a, type(a).__name__, a == (1, 2))

def keep(**kwargs):
    return kwargs

first, second = keep(x=1), keep(x=1)
first["y"] = 2
print(first, second)
