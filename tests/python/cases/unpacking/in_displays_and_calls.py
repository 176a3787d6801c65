a, b, d = [1, 2], (3,), {"x": 1}
print([*a, *b, 0], (*a, *b), {*a, *b}, [*"ab", *range(2), *{}], {**d, "y": 2, **{"x": 9}})
print([*a] == a, (*(),), [*[*[*a]]], {**{}}, *a, *b)
def f(*args, **kw): return args, kw
print(f(*a, 5, *b, k=1, **d), f(*[], **{}), f(*"ab", **{"p": 1}, q=2))
x = *a, *b
print(x)
for i in *a, *b: print(i, end=" ")
print()
def r(): return *a, 9
def y(): yield *a, 8
print(r(), list(y()))
for call in [lambda: f(**{"k": 1}, **{"k": 2}), lambda: f(k=1, **{"k": 2}), lambda: f(**{1: 2}),
             lambda: f(*5), lambda: f(**5), lambda: [*5], lambda: {**5}, lambda: {**[1]},
             lambda: f(**[("a", 1)])]:
    try:
        print(call())
    except TypeError as error:
        print(error)
