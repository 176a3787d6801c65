text = "  xx-hello-xx\t\n"
print([text.strip(), text.lstrip(), text.rstrip(), text.strip("x \t\n-"), "abc".strip("")])
print("prefix-body-suffix".removeprefix("prefix-").removesuffix("-suffix"), "a".removeprefix("b"))
for width in (0, 3, 8, 9):
    print([s.center(width, "*") for s in ("ab", "abc")], "ab".ljust(width, "."), "ab".rjust(width))
print([s.zfill(6) for s in ("42", "-42", "+4", "", "abc", "-", "1234567")])
print("a\tbc\tdef\tg".expandtabs(4), "a\tb".expandtabs(0), "\t|".expandtabs(), "x\ny\tz".expandtabs(3))
print("abcabc".replace("b", "XX"), "aaaa".replace("aa", "b", 1), "abc".replace("", "-"), "".replace("", "x"))
for action in (lambda: "a".center(5, "ab"), lambda: "a".ljust("5"), lambda: "a".strip(1),
               lambda: "a".replace("a"), lambda: "a".zfill(), lambda: "abc".removeprefix(3)):
    try:
        print(action())
    except TypeError as error:
        print(error)
