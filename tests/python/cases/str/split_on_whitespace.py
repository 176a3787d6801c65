for text in ("a b c", "  a  b  ", "", "   ", "a\tb\nc\r\nd", "one", "a\u00a0b\u2003c",
    "a\x1cb\x85c", "x\u200by"):
    print(text.split(), text.split(None, 1), text.split(maxsplit=1), text.rsplit(None, 1))
print("a b c d".split(None, 2), "a b c d ".rsplit(None, 2), " a b ".split(None, 0),
    " a b ".split(None, -1))
