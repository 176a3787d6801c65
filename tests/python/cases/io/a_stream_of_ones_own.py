import io


class Upper(io.TextIOBase):
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text.upper())
        return len(text)


out = Upper()
out.write("abc")
out.writelines(["d", "e"])
print(out.parts)
print(out.readable(), out.writable(), out.seekable(), out.closed)
for name in ("read", "readline", "fileno", "tell", "truncate"):
    try:
        getattr(out, name)()
    except io.UnsupportedOperation as error:
        print(name, type(error).__name__, error)
print("printed", 1, file=out)
print(out.parts)
with out:
    pass
print(out.closed)


class Log(io.StringIO):
    def write(self, text):
        return super().write("> " + text)


log = Log()
log.write("line\n")
print("x", end="", file=log)
print(repr(log.getvalue()))
