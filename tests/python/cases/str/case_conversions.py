for text in ("hello World", "HELLO", "ß", "straße", "ǆ", "éÉ", "ΑΣ", "σς", "ﬁ", "i̇", "İstanbul",
    "1a2b", "they're bill's", "a-b_c d", "", "ŉ", "ΌΔΟΣ"):
    print(text.upper(), text.lower(), text.title(), text.capitalize(), text.swapcase(),
        text.casefold())
