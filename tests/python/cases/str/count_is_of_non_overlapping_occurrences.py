print("aaaa".count("aa"), "aaaa".count("a"), "banana".count("ana"), "abc".count(""), "".count(""),
    "".count("a"))
print("banana".count("a", 2), "banana".count("a", 2, 4), "banana".count("n", -3), "日本日本".count("日"),
    "abc".count("", 1, 2))
print("abc".count("", 4), "a,b,,c".count(","))
