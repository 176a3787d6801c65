def g():
    for c in "abc":
        print("make", c)
        yield c

a, b, c = g()
print(a, b, c)
first, *rest = g()
print(first, rest)
print(*g(), sep="-")
print([*g(), *g()][-1])
try:
    x, y = g()
except ValueError as error:
    print(error)
try:
    p, q, r, s = g()
except ValueError as error:
    print(error)
def f(*args): return args
print(f(*g(), 1), {**{k: 1 for k in g()}})
print("b" in g(), list(zip(g(), [1])))
