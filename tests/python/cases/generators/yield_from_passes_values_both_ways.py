def inner():
    first = yield "a"
    second = yield first
    return (first, second)


def outer():
    result = yield from inner()
    print("result", result)
    result = yield from [1, 2]
    print("result", result)
    yield from "xy"
    return "end"


gen = outer()
print(next(gen), gen.send("S"), gen.send("T"), next(gen), next(gen), next(gen))
try:
    next(gen)
except StopIteration as stop:
    print(stop.value)
