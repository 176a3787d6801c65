samples = ["abc", "ABC", "Abc", "123", "½", "²", "٣", "a1", " ", "", "\t\n", "é", "ß", "Ω", "日", "_x", "1x", "a-b", "ǅ"]
for sample in samples:
    flags = [
        sample.isalpha(), sample.isdigit(), sample.isdecimal(), sample.isnumeric(), sample.isalnum(),
        sample.islower(), sample.isupper(), sample.istitle(), sample.isspace(), sample.isidentifier(),
        sample.isprintable(), sample.isascii(),
    ]
    print(repr(sample), "".join("x" if flag else "." for flag in flags))
print("hello world's end".title(), "HELLO".capitalize(), "aBc".swapcase(), "ß".upper(), "İ".lower() == "i̇")
print("Straße".casefold(), "ŒUVRE".lower(), "ﬁ".upper(), "they're bill's".title(), "éa ÀB".capitalize())
