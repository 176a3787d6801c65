s = "  The quick, brown fox; jumps over -- the lazy dog.  "
print([w.strip(",;.").lower() for w in s.split() if w.strip("-,;.")])
print(s.strip().replace("  ", " ").title().swapcase(), s.strip().partition(","),
      s.strip().rpartition(" "))
print("a,b;c d".replace(";", ",").replace(" ", ",").split(","), "a--b--c".split("--", 1),
      "x".join("abc"))
print("%s|%5s|%-5s|%05d|%+.2f|%x|%%" % ("a", "b", "c", 42, 3.14159, 255), "{:*^9}".format("mid"))
print("abc".center(9, "-"), "7".zfill(3), "-7".zfill(4), "tab\tstop".expandtabs(4), "ß".upper(),
      "ǅ".lower())
print("Hello".find("l"), "Hello".rfind("l"), "Hello".index("e"), "Hello".count("l"),
      "hello".find("z"))
print("abc" < "abd", "Z" < "a", "" < "a", "10" < "9", "a" * 3 < "aa" + "b", min("hello"),
      max("hello"))
print("line1\nline2\r\nline3".splitlines(), "a b\tc\nd".split(), "aXbXc".split("X"),
      ",a,,b,".split(","))
print("abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".istitle(),
      "x_1".isidentifier())
print("prefix_name".removeprefix("prefix_"), "name.py".removesuffix(".py"), "aaa".lstrip("a"),
      "abcabc".strip("ac"))
print("camelCaseString".casefold(),
      "".join(c if c.islower() else "_" + c.lower() for c in "camelCaseString"))
print("rot13".translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")))
