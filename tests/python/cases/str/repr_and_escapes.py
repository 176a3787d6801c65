for text in ("plain", "it's", 'say "x"', "both ' and \"", "tab\t nl\n cr\r", "\x00\x1f\x7f", "é\xad\u200b",
             "\\", "\U0001F600", "\ud800", "\u3000", "\xa0"):
    print(ascii(text), len(text), text.isprintable())
print(repr("it's"), repr('q"'), repr("a\\b"), repr("日本"), "%r %a" % ("é", "é"))
print("a" "b" 'c' """d
e""", r"\n\t", "\x41\u0042\U00000043\103\N{BULLET}", "line \
continued")
print(len("\
"), '''it's "quoted"''', "\'", '\"', b"\x00\n'", bytes(range(120, 135)))
