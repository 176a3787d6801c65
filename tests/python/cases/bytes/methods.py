b = b"Hello, World"
print(b.upper(), b.lower(), b.find(b"o"), b.rfind(b"o"), b.find(b"x"), b.find(111), b.index(b"W"),
    b.count(b"l"), b.startswith(b"He"), b.endswith((b"x", b"ld")))
print(b.split(b", "), b.replace(b"l", b"L"), b"a b  c".split(), b",".join([b"x", b"y"]),
    b"  x ".strip(), b"xxaxx".strip(b"x"), b"a=b".partition(b"="), b"a\nb\r\n".splitlines())
print(b"ab".isalpha(), b"12".isdigit(), b"ab".center(6), b"7".zfill(3), b"ab".ljust(4, b"."),
    b"title case".title(), b"abc".translate(None, b"b"), b"x".isspace(),
    b"prefix".removeprefix(b"pre"))
for f in (lambda: b.split(","), lambda: b.find("o"), lambda: b",".join(["x"]),
    lambda: b.replace("l", "L"), lambda: b.index(b"zz"), lambda: b.startswith("H")):
    try:
        f()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
