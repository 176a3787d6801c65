print(b"abc".decode(), b"\xc3\xa9".decode(), b"\xe9".decode("latin-1"),
    b"\xf0\x9f\x98\x80".decode("utf-8"), b"abc".decode("ascii"), str(b"\xc3\xa9", "utf-8"))
print(b"a\xffb".decode("utf-8", "ignore"), b"a\xffb".decode("utf-8", "replace"),
    b"a\xffb".decode("utf-8", errors="backslashreplace"))
for bad in (b"\xff", b"a\xc3", b"\xe2\x82", b"ab\x80cd", b"\xed\xa0\x80", b"\xf5\x80\x80\x80",
    b"\xc0\x80"):
    try:
        bad.decode()
    except UnicodeDecodeError as error:
        print(error)
try:
    b"\x80".decode("ascii")
except UnicodeDecodeError as error:
    print(error)
