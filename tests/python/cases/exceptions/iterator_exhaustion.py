it = iter([1])
print(next(it), next(it, "default"))
try:
    next(it)
except StopIteration as error:
    print(repr(error), error.value, error.args)
g = (x for x in range(2))
print(list(g), list(g), next(g, None))
for _ in range(2):
    try:
        next(g)
    except StopIteration:
        print("still exhausted")
e = enumerate("ab")
print(next(e), next(e), next(e, "end"))
