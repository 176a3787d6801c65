def resilient():
    n = 0
    while True:
        try:
            got = yield n
            n += 1
        except ValueError as error:
            n = f"value {error}"
        except KeyError:
            return "key"

g = resilient()
print(next(g), g.throw(ValueError("a")), g.throw(ValueError), g.throw(ValueError("b")))
try:
    g.throw(KeyError)
except StopIteration as stop:
    print(stop.value)
try:
    g.throw(TypeError("after the end"))
except TypeError as error:
    print(error)
g = resilient()
try:
    g.throw(ValueError("before the start"))
except ValueError as error:
    print(error, list(g))
g = resilient()
next(g)
try:
    g.throw(IndexError("not handled"))
except IndexError as error:
    print(error, next(g, "closed"))
for bad in (5, "x", int):
    g = resilient()
    next(g)
    try:
        g.throw(bad)
    except TypeError as error:
        print(error)
