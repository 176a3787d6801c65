import io


def attempt(what):
    try:
        print(repr(what()))
    except Exception as error:
        print(type(error).__name__, error)


f = io.BytesIO(b"abc")
attempt(lambda: f.write("text"))
attempt(lambda: f.write(3))
attempt(lambda: f.write([1]))
attempt(lambda: io.BytesIO("text"))
attempt(lambda: f.seek(-1))
attempt(lambda: f.seek(0, 9))
attempt(lambda: f.truncate(-1))
attempt(lambda: f.read("x"))
attempt(lambda: f.fileno())
attempt(lambda: f.detach())
f.close()
attempt(lambda: f.getvalue())
attempt(lambda: f.read())
attempt(lambda: f.write(b"x"))
attempt(lambda: next(f))
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))
print(isinstance(f, io.BufferedIOBase), isinstance(f, io.IOBase), isinstance(f, io.TextIOBase))
print(isinstance(io.StringIO(), io.TextIOBase), io.SEEK_SET, io.SEEK_CUR, io.SEEK_END)
