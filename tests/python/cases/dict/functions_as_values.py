def add(a, b):
    return a + b

operations = {"add": add, "sub": lambda a, b: a - b, "max": max, "join": "-".join}
print(operations["add"](1, 2), operations["sub"](1, 2), operations["max"](3, 9),
    operations["join"](["a", "b"]))
for name in ("add", "mul"):
    handler = operations.get(name, lambda *_: "unknown")
    print(name, handler(4, 5))
