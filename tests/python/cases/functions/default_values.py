def f(a, b=2, c="x", *, d=None):
    return a, b, c, d

print(f(1), f(1, 5), f(1, c=7), f(1, 2, 3, d=4), f(d=1, a=0))

def g(x=1 + 1, y=len("abc")):
    return x * y

print(g(), g(5), g(y=10))
