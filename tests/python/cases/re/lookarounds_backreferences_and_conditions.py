import re

print(re.findall(r"(?<!\d)\d{2}(?!\d)", "1 22 333 44"))
print(re.search(r"(?<=-)\w+", "spam-egg"), re.search(r"(?<=a(?=b))b", "ab"))
print(re.search(r"(\w)\1", "hello"), re.search(r"(?P<q>['\"]).*?(?P=q)", "a 'b\"c' d"))
print(re.match(r"(<)?\w+(?(1)>|$)", "<a>"), re.match(r"(<)?\w+(?(1)>|$)", "a"),
      re.match(r"(<)?\w+(?(1)>|$)", "<a"))
print(re.match(r"(?P<o>\()?x(?(o)\))", "(x)"), re.match(r"(?=(a+))a*b\1", "aaab aa"))
print(re.match("(?:(a)|b)*", "ab").groups(), re.match("(a)|(b)", "b").groups())
print(re.match("(?:(a)|(b)|c)+", "abc").groups(), re.match("((a)|b)*?c", "abc").groups())
print(re.match(r"(?!.*x)\w+", "abc"), re.match(r"(?!.*x)\w+", "abx"))
print(re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"))
print(re.findall(r"\b\w", "two little words"), re.findall(r"\Bo", "go foo"))
