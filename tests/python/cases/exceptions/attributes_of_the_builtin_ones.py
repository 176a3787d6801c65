def caught(action):
    try:
        action()
    except Exception as error:
        return error
error = caught(lambda: {}["k"])
print(repr(error), error.args, str(error), str(KeyError()), str(KeyError("a", "b")))
error = caught(lambda: None.field)
print(error.name, error.obj, error)
error = caught(lambda: missing)
print(error.name, error)
error = OSError(2, "No such file", "path.txt")
print(type(error), error.errno, error.strerror, error.filename, error, repr(error))
print(repr(OSError(13, "x")), repr(OSError("only")), OSError(104, "r"), repr(OSError(1, 2, 3)), OSError().errno)
error = StopIteration(5, 6)
print(error.value, error.args, SystemExit(3).code, SystemExit().code, SystemExit("a", "b").code)
error = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "invalid start byte")
print(error, error.start, error.object, error.reason, error.encoding)
print(caught(lambda: "é".encode("ascii")), "|", caught(lambda: b"\xe9".decode()))
e = ValueError("base")
e.add_note("a note")
print(e.__notes__, e.with_traceback(None) is e, e.__traceback__, ValueError(1) == ValueError(1), bool(ValueError()))
e.extra = [1]
print(e.extra, repr(ValueError("a", 1)), repr(ValueError()), str(ValueError(1)), str(ValueError(None)), [str(ValueError("a", 2))])
print(caught(lambda: [].missing), caught(lambda: int.missing), caught(lambda: setattr(5, "a", 1)), caught(lambda: (1).real()))
