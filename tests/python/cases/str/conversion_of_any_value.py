for value in (1, -1.5, True, None, [1, "a"], (1,), {"k": "v"}, {1}, "s", b"b", range(3), 10 ** 20,
    1e100, ValueError("x"), set(), ()):
    print(str(value), repr(value), str(value) == repr(value))
print(str(), repr(str()), str(b"abc", "utf-8"), str(object=5))
