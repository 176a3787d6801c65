for text in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\t", "nl\n", "cr\r", "back\\",
    "nul\0", "\x01\x1f\x7f",
             "\x80\x9f\xa0\xad", "é", "日本", "\U0001F600", "\u200b", "\ud7ff", "\ue000", "\u0300",
             "a\u0300", "\ufeff",
             "\U000e0001", "\U00010000", "\u2028", "\u3000", ""):
    print(repr(text), len(text))
print(ascii("é日\U0001F600'"), ascii("plain"), ascii(["é"]))
