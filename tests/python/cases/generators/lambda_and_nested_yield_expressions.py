g = (lambda: (yield 5))()
print(next(g))
try:
    g.send("r")
except StopIteration as stop:
    print(stop.value)
def f():
    x = [(yield 1), (yield 2)]
    y = (yield 3) + (yield 4)
    print("x", x, "y", y)
    z = yield (yield "inner")
    print("z", z)
    if (yield "cond"):
        print("true branch")
    return (yield)
g = f()
sent = iter(["a", "b", 10, 20, "i", "o", True, "end"])
print(next(g))
try:
    for value in sent:
        print(g.send(value))
except StopIteration as stop:
    print("return", stop.value)
