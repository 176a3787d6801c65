for work in (
    lambda: b"ab\xff".decode("utf-8"),
    lambda: b"a\xe2\x82".decode("utf-8"),
    lambda: "aéé".encode("ascii"),
    lambda: "a€".encode("latin-1"),
    lambda: b"\x00".decode("utf-16-le"),
    lambda: bytearray(b"\x80").decode("ascii"),
):
    try:
        work()
    except UnicodeError as error:
        print(type(error).__name__, error)
        print(error.encoding, error.object, error.start, error.end, error.reason, error.args)
print(UnicodeDecodeError("utf-8", b"abc", 0, 2, "bad"))
print(UnicodeEncodeError("ascii", "é", 0, 1, "bad"))
print(isinstance(UnicodeDecodeError("x", b"", 0, 1, "y"), ValueError))
