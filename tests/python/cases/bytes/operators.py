print(b"a" + b"b", b"ab" * 3, 2 * b"x", b"a" in b"cat", 97 in b"a", b"" in b"a", b"x" not in b"a",
    b"a" < b"b", b"a" == b"a", b"a" == "a", b"ab" > b"a", max(b"az"), sorted(b"cab"))
for f in (lambda: b"a" + "b", lambda: b"a" * 1.5, lambda: "a" in b"a", lambda: 300 in b"a",
    lambda: b"a" < "b", lambda: b"a" + 1):
    try:
        f()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
