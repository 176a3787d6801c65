class A:
    pass

a, b = A(), A()
c = a
print(a == a, a == b, a == c, a != b, a is c, a != c, a == 1, a != 1, a == None)
print(a in [b, a], a in [b], [a, b].index(b), [a, b, c].count(a))
d = {a: "a", b: "b"}
print(d[c], len(d), len({a, b, c}))
print(hash(a) == hash(c), hash(a) == hash(a))
for op in ["<", "<=", ">", ">="]:
    try:
        eval_map = {"<": lambda: a < b, "<=": lambda: a <= b, ">": lambda: a > b,
                    ">=": lambda: a >= b}
        eval_map[op]()
    except TypeError as error:
        print(error)
try:
    sorted([a, b])
except TypeError as error:
    print(error)
try:
    max(a, b)
except TypeError as error:
    print(error)
