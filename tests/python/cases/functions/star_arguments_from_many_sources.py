def f(*a, **k):
    return len(a), sum(a), sorted(k.items())

print(f(*range(100), *[1, 2], *(i for i in range(3))), f(*{5: 1, 6: 2}), f(**{"a": 1}, **{"b": 2},
    c=3))
args = [1, 2]
print(f(*args, *args, 3), f(*sorted({3, 1, 2})), f(*map(int, "123")))
try:
    f(**{"a": 1}, **{"a": 2})
except TypeError as error:
    print(str(error).endswith("got multiple values for keyword argument 'a'"))
