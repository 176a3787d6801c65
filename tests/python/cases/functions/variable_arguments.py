def f(*args, **kwargs):
    return args, kwargs

print(f(), f(1), f(1, 2, x=3), f(*[1, 2], **{"y": 1}), f(*(), **{}), f(x=1, **{"y": 2, "z": 3}))

def g(a, *rest, b=1, **more):
    return a, rest, b, more

print(g(1), g(1, 2, 3), g(1, b=5), g(1, 2, c=3, b=4), g(a=1, d=2))

def h(first, *args):
    args = list(args)
    args.append(first)
    return args

print(h(1, 2, 3), h(1))

def total(*numbers):
    return sum(numbers)

print(total(), total(1, 2, 3), total(*range(10)))
