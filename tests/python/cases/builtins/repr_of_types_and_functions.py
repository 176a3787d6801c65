print(int, str, list, dict, float, bool, tuple, set, type, bytes, range, object, ValueError,
    KeyError, type(None))
print(len, print, abs, sorted, isinstance, max)
print(repr(range(5)), repr(range(1, 5)), repr(range(0, 10, 2)), str(range(3)), None, True, ...,
    NotImplemented)
