values = (1, 1.5, True, None, "s", b"b", [1], (1,), {}, {1}, range(3), len, print, ValueError("x"),
    int, lambda: 0)
for v in values:
    print(type(v).__name__, isinstance(v, int), isinstance(v, (str, list, dict)), isinstance(v,
        float), isinstance(v, bool), isinstance(v, object), isinstance(v, type))
print(type(5) is int, type(5) == type(6), type("a") == str, type(None).__name__, isinstance(None,
    type(None)), isinstance(5, (str, (float, int))), type(type(5)).__name__)
print(isinstance(ValueError(), Exception), isinstance(ValueError, type), issubclass(bool, int),
    issubclass(int, (str, object)), issubclass(KeyError, LookupError), isinstance(1, int | str))
for f in (lambda: isinstance(1, 5), lambda: isinstance(1, "int"), lambda: isinstance(1, [int]),
    lambda: issubclass(1, int), lambda: isinstance(1)):
    try:
        f()
    except TypeError as error:
        print(error)
