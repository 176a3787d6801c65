print(repr("  a b  ".strip()), repr("  a ".lstrip()), repr("  a ".rstrip()),
    repr("\t\n a \r\n".strip()), repr("\u2003a\u00a0".strip()))
print("xxaxx".strip("x"), "abcba".strip("ab"), "mississippi".lstrip("mis"),
    "mississippi".rstrip("ip"), repr("aaa".strip("a")))
print("éaé".strip("é"), "..a.b..".strip("."), "abc".strip(""), " a ".strip(None), repr("".strip()),
    "[x]".strip("[]"))
try:
    "a".strip(1)
except TypeError as error:
    print(error)
