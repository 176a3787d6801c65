import re

print(re.findall("a", "aA", re.I), re.findall("^.", "a\nb", re.M), re.findall("^.", "a\nb"))
print(re.findall("a.b", "a\nb", re.S), re.findall("a.b", "a\nb"))
print(re.findall(r"\w+", "naïve é", re.A), re.findall(r"\w+", "naïve é"))
print(re.findall("""
    (\\d+)  # digits
    [ ]     # one space
    \\#     # a hash
    """, "12 # 3", re.X))
print(re.match("(?i)STRASSE", "strasse"), re.match("(?i:a)b", "Ab"), re.match("(?i:a)b", "AB"))
print(re.match("(?s-i:a.)B", "a\nb", re.I), re.match("(?-i:a)b", "Ab", re.I))
print(re.findall("[k-m]", "K\u212aL", re.I), re.findall("\u017f", "sS\u017f", re.I))
print(re.I, re.I | re.M, re.compile("a", re.I | re.M), re.compile("a").flags, repr(re.A))
print(re.compile("(?i)a").flags, re.compile(b"a", re.I).flags, int(re.X), re.S == 16)
print(re.compile("a", re.ASCII), re.compile("(?x) a # b"), re.NOFLAG)
print((re.I | re.S) & re.S, bool(re.I & re.S), re.IGNORECASE.name, re.IGNORECASE.value)
