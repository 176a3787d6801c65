def f(a, /, b, *, c):
    return a, b, c

print(f(1, 2, c=3), f(1, b=2, c=3))

def g(*, key=1, other):
    return key, other

print(g(other=2), g(other=1, key=5))

def h(a, b=2, /, **rest):
    return a, b, rest

print(h(1), h(1, 3), h(1, a=5, b=6))
for call in (lambda: f(1, 2, 3), lambda: f(a=1, b=2, c=3), lambda: f(1, 2), lambda: g(),
    lambda: g(1), lambda: h(), lambda: h(a=1)):
    try:
        call()
    except TypeError as error:
        print(error)
