e1 = ValueError("a")
e2 = TypeError("b")
e3 = KeyError("c")
try:
    try:
        raise e1
    except ValueError:
        try:
            raise e2
        except TypeError:
            raise e3
except KeyError:
    e1.__context__ = e3
    try:
        raise OSError("x")
    except OSError as e:
        print("done", repr(e.__context__))
