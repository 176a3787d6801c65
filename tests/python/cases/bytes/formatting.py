print(f"{b'abc'} {b'x'!r} {str(b'y')}", "%s %r" % (b"a", b"b"), "{}".format(b"z"), str([b"q"]))
try:
    f"{b'x':>5}"
except TypeError as error:
    print(error)
print(b"%d-%s-%05.1f" % (5, b"abc", 2.25))
