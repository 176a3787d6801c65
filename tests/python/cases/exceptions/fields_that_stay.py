e = Exception("a")
for f in (
    lambda: delattr(e, "args"),
    lambda: delattr(e, "__cause__"),
    lambda: delattr(e, "__context__"),
    lambda: setattr(e, "args", 5),
    lambda: setattr(e, "__traceback__", 5),
    lambda: setattr(e, "__suppress_context__", 5),
    lambda: delattr(e, "__traceback__"),
    lambda: setattr(e, "__notes__", 5),
    lambda: e.with_traceback(5),
):
    try:
        f()
        print("ok")
    except Exception as x:
        print(type(x).__name__, x)


class SubOS(OSError):
    def __init__(self, bar="baz"):
        self.bar = bar


e = SubOS("some message")
print(e.args, e.bar, str(e), repr(e))


class SubN(OSError):
    def __new__(cls, *a, **k):
        self = super().__new__(cls, "x")
        self.k = k
        return self

    def __init__(self, *a, **k):
        pass


e = SubN(1, bar=2)
print(e.args, e.k)


class S3(OSError):
    def __init__(self, code, msg):
        super().__init__(code, msg)
        self.code = code


e = S3(2, "m")
print(e, e.errno, e.code, type(e), e.args)
