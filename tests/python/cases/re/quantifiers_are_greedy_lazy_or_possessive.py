import re

text = "<a><bb>"
for pattern in ("<.*>", "<.*?>", "<.+?>", "<[^>]*+>", "(?><.*?>)", "<.{1,2}>", "<.{2}>", "a??b",
                "<.{,1}>", "(?:<\\w*>)+", "(?:<\\w*>)+?", "(<\\w*>){2}", "(<\\w*>)++", "x{,}"):
    print(pattern, re.search(pattern, text), re.findall(pattern, text))
print(re.match("a*+a", "aaa"), re.match("(?>a*)a", "aaa"), re.match("a++b", "aaab"))
print(re.match("(?:ab?){2}+", "aba"), re.match("a?+a", "a"), re.match("(?:a|ab){2}+c", "abac"))
print(re.match("a{2,3}?", "aaaa"), re.match("a{0}b", "b"), re.match("a{,2}b", "aab"))
print(re.match("a{x}", "a{x}"), re.match("a{}", "a{}"), re.match("{1", "{1"))
print(re.match("(?:a*)*", "aab"), re.match("(?:a|b*)*c", "abbac"), re.match("(a*)+", "b").groups())
