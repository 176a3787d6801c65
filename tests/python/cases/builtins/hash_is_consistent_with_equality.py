print(hash(1) == hash(1.0) == hash(True), hash(0) == hash(0.0) == hash(-0.0) == hash(False),
    hash(2 ** 100) == hash(2.0 ** 100), hash("a") == hash("a"))
print(hash((1, "a")) == hash((1.0, "a")), hash("ab") == hash("a" + "b"), hash(None) == hash(None),
    hash(b"x") == hash(b"x"), hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print(hash(5), hash(-5), hash(-1), hash(0), hash(2 ** 61 - 1), hash(2 ** 61), hash(10 ** 20),
    hash(-10 ** 20), hash(0.5), hash(1.5), hash(-2.25), hash(float("inf")), hash(float("-inf")),
    hash(1e300), hash(True))
for bad in ([], {}, set(), ([],)):
    try:
        hash(bad)
    except TypeError as error:
        print(error)
