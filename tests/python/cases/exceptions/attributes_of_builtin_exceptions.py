try:
    {}["key"]
except KeyError as error:
    print(error.args, str(error), repr(error))
try:
    [].missing
except AttributeError as error:
    print(error.name, error.obj)
try:
    unknown
except NameError as error:
    print(error.name)
try:
    next(iter([]))
except StopIteration as error:
    print(error.value, error.args)
e = StopIteration(5, 6)
print(e.value, e.args, repr(e))
o = OSError(2, "No such file", "name.txt")
print(o.errno, o.strerror, o.filename, o.args, str(o), type(o).__name__)
print(OSError("one").errno, str(OSError(1, "two")), repr(OSError()),
      OSError(13, "x").__class__.__name__)
u = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid")
print(u.encoding, u.object, u.start, u.end, u.reason, u)
s = SystemExit(3)
print(s.code, SystemExit().code, SystemExit("a", "b").code, repr(s))
i = ImportError("msg", name="mod", path="p")
print(i.name, i.path, i.msg, i)
