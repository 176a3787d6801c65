print("a\nb\r\nc\rd".splitlines(), "a\n".splitlines(), "\n".splitlines(), "".splitlines(),
    "a\n\nb".splitlines())
print("a\nb\r\nc\rd\n".splitlines(True), "a\nb".splitlines(keepends=True))
print("a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i".splitlines())
print("a\x1fb\x00c".splitlines())
