for error in (ValueError(), ValueError("one"), ValueError("one", 2), KeyError("k"), KeyError(),
    KeyError("a", "b"), TypeError(None), Exception(1.5),
              RuntimeError(("t",)), ValueError("it's"), IndexError([1]),
              Exception(ValueError("inner")), StopIteration(5), OSError("disk"),
              AssertionError("a\nb")):
    print(type(error).__name__, error.args, repr(str(error)), repr(error))
e = ValueError("x")
e.args = ("changed", 1)
print(e, e.args)
