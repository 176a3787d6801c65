x = "global"
class Space:
    x = "class"
    first = [x for _ in range(1)]
    outer = [i for i in x]
    pairs = [(a, b) for a in range(2) for b in range(a + 1)]
    y = [lambda: x for _ in range(2)]
print(Space.first, Space.outer, Space.pairs, [f() for f in Space.y])
def function(x):
    inner = [x := x + n for n in range(4)]
    return inner, x
print(function(10), x)
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])
print([[j for j in range(i)] for i in range(4)], [i for i in [i for i in range(3)]], {i: {j: i * j for j in range(i)} for i in range(3)})
i = "kept"
print([i for i in range(3)], {i for i in [1]}, {i: i for i in "a"}, list(i for i in "b"), i)
print([last for n in range(5) if (last := n * n) > 3], last)
print([(a, b, c) for a in range(1, 15) for b in range(a, 15) for c in [(a * a + b * b) ** 0.5] if c == int(c) and c < 15])
print([a + b for a, *rest in [(1, 2, 3), (4, 5)] for b in rest], [*(x for x in "ab"), *[1]], [n if n % 2 else -n for n in range(5)])
try:
    print([undefined for _ in range(1)])
except NameError as error:
    print(error)
