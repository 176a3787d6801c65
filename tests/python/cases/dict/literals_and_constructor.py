print({}, {"a": 1}, {"a": 1, "b": 2,}, {1: "x", 1.5: "y", None: "z", True: "replaced", (1,): []})
print(dict(), dict(a=1, b=2), dict([("x", 1), ("y", 2)]), dict({"k": "v"}), dict({"k": 1}, k=2,
    z=3), dict(zip("ab", range(2))), dict(["ab", (1, 2)]))
print({**{"a": 1, "b": 2}, "b": 3, **{"c": 4}}, {"a": 1, "a": 2})
for bad in (5, [1], [(1, 2, 3)], ["abc"], "ab", None):
    try:
        dict(bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
