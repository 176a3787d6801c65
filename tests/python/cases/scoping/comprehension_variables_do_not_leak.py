x = "outer"
print([x for x in range(3)], {x for x in "a"}, {x: x for x in "b"}, list(x for x in "c"), x)
def f(n):
    squares = [n * i for i in range(n)]
    pairs = [(i, j) for i in range(n) for j in range(i)]
    return squares, pairs, [[y for y in range(z)] for z in range(n)]
print(f(3))
try:
    i
except NameError as error:
    print(error)
functions = [lambda: v for v in range(3)]
print([g() for g in functions])
functions = [lambda v=v: v for v in range(3)]
print([g() for g in functions])
print([last := n for n in range(4)], last)
total = 0
print([total := total + n for n in [1, 2, 3]], total)
def closure():
    k = 10
    return [lambda m: m + k + j for j in range(2)]
print([g(1) for g in closure()])
