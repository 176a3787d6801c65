print(b"abc", b"", b'it\'s', b"it's", b'"q"', b"\x00\xff\n\t\r\\", b"\x41", br"\n", b"a" b"b",
    bytes(), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(5)))
print(len(b"\xe9\x00"), type(b"").__name__, b"""multi
line""", repr(b"\x7f\x80 ~"))
for f in (lambda: bytes("a"), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(["a"]),
    lambda: bytes(-1), lambda: bytes(1.5), lambda: bytes(None)):
    try:
        f()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
