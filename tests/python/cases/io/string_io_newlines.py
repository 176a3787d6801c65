import io

TEXT = "a\r\nb\rc\nd"
for newline in (None, "", "\n", "\r", "\r\n"):
    f = io.StringIO(TEXT, newline=newline)
    print(repr(newline), repr(f.getvalue()), f.readlines(), repr(f.newlines))
f = io.StringIO(newline=None)
for part in ("x\r\n", "y\n", "z\r"):
    f.write(part)
    print(repr(f.getvalue()), repr(f.newlines))
f = io.StringIO(newline="\r\n")
print(f.write("a\nb\n"), repr(f.getvalue()))
f.seek(0)
print(repr(f.readline()), repr(f.readline()))
