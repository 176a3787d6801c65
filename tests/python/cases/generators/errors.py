def gen():
    yield 1

g = gen()
def reenter():
    yield next(it)
it = reenter()
for use in [lambda: len(g), lambda: g[0], lambda: g + g, lambda: next(it), lambda: g(),
            lambda: next(5), lambda: gen(1), lambda: g.send(), lambda: g.missing]:
    try:
        print(use())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
def failing():
    yield 1
    raise KeyError("inside")
f = failing()
print(next(f))
try:
    next(f)
except KeyError as error:
    print(error)
print(next(f, "finished after an error"))
