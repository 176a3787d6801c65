import re

print(re.findall("[]a]", "]ab"), re.findall("[^]a]", "]ab"), re.findall("[a-]", "a-b"))
print(re.findall(r"[\w.]+", "a.b c"), re.findall(r"[^\W\d]+", "ab12cd"), re.findall("[\\b]", "\b"))
print(re.findall(r"[\x41-\x43\u0044]", "ABCDE"), re.findall("\\x41\\u0042\\103", "ABC"))
print(re.findall(r"\d", "1٣x"), re.findall(r"\s", "a\u2003b\x1c"), re.findall(r"(?a)\s", "\x1c "))
print(re.findall(r"\D+|\S", "12ab"), re.findall(r"\W", "a-é_"), re.findall("\\.\\*", ".*"))
print(re.findall(r"\Aa|b\Z", "aab"), re.findall("a$", "a\n"), re.findall(r"a\Z", "a\n"))
print(re.findall("(?m)^|$", "a\nb\n"), re.findall("[à-ü]", "éaß"), re.findall("[^a]", "a😀b"))
print(re.match("\0", "\0"), re.match(r"\0", "\0"), re.match("😀+", "😀😀x").span())
print(re.escape("a.b*c\n-é"), re.escape(b"a.b\xff"), re.escape("_ #&~"))
print(re.findall(r"\w", "a\ud800"), re.search("\ud800", "x\ud800").span())
