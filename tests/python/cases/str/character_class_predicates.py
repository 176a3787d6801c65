samples = ("", "a", "A", "aB", "ab1", "123", "12.3", " ", "\t\n", "a b", "é", "日本", "²", "½", "٣",
    "Ⅷ", "A1", "Title Case", "Not title",
           "A", "_a", "1a", "class", "x-y", "\x00", "\xa0", "ǅ", "123é", "\u0300", "\U0001F600")
for s in samples:
    print(repr(s), [s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(),
        s.isspace(), s.isupper(), s.islower(),
                    s.istitle(), s.isidentifier(), s.isprintable(), s.isascii()])
