import re

p = re.compile("ab+")
for text in ("abb", "xabb", "abbx", "", "a"):
    print(text, p.match(text), p.fullmatch(text), p.search(text))
print(p.match("xxabb", 2), p.search("abxab", 1), p.search("abxab", 1, 4), p.match("abbb", 0, 3))
print(re.match("a|ab", "ab"), re.fullmatch("a|ab", "ab"))
print(re.compile("^b").search("ab", 1), re.compile(r"\bb").search("ab", 1))
print(re.compile("b$").search("abc", 0, 2), re.compile(r"(?<=a)b").search("ab", 1))
