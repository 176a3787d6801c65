a = [1]
b = [1]
print(a is a, a is b, a is not b, a == b, None is None, True is True, 1 in [1], 1 not in [2],
    "a" in {"a": 1}, 5 in (1, 5))
x = None
print(x is None, x is not None, not x is None, (1 in [1]) is True, [] is not x, False is not None)
print(3 in range(5), "k" not in {}, b"a" in b"cat", 97 in b"a", None in [None], [] in [[]])
for bad in (5, None, 1.5):
    try:
        1 in bad
    except TypeError as error:
        print(error)
