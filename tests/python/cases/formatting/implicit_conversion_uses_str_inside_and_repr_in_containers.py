s = "a'b\n"
print(f"{s}|{[s]}|{(s,)}|{ {s: s} }")
e = ValueError("bad\tvalue")
print(e, [e], f"{e}", f"{e!r}", str(e), repr(e), "%s %r" % (e, e), "{} {!r}".format(e, e))
