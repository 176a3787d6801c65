for ch in "aé日\U0001F600e\u0301":
    print(ch, ord(ch), hex(ord(ch)), len(ch))
print(list("abc"), tuple("xyz"), list(reversed("abc")), sorted("hello"), list(enumerate("ab")))
a, b, c = "xyz"
print(a, b, c, set("aaa"), dict(zip("ab", "cd")))
first, *rest = "hello"
print(first, rest)
