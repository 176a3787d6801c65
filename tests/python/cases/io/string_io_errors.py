import io


def attempt(what):
    try:
        print(repr(what()))
    except Exception as error:
        print(type(error).__name__, error)


f = io.StringIO("abc")
attempt(lambda: f.write(b"x"))
attempt(lambda: f.write(3))
attempt(lambda: f.write(None))
attempt(lambda: io.StringIO(3))
attempt(lambda: io.StringIO("x", newline="z"))
attempt(lambda: io.StringIO("x", newline=3))
attempt(lambda: f.seek(-1))
attempt(lambda: f.seek(1, 1))
attempt(lambda: f.seek(0, 7))
attempt(lambda: f.truncate(-2))
attempt(lambda: f.read("a"))
attempt(lambda: f.read(1.5))
attempt(lambda: f.fileno())
attempt(lambda: f.detach())
f.close()
attempt(lambda: f.getvalue())
attempt(lambda: f.read())
attempt(lambda: f.write("x"))
attempt(lambda: f.readline())
attempt(lambda: f.seek(0))
attempt(lambda: f.tell())
attempt(lambda: next(f))
attempt(lambda: f.isatty())
attempt(lambda: f.__enter__())
print(f.closed)
f.close()
with io.StringIO("in with") as g:
    print(g.read())
print(g.closed)
