import re

print(re.sub(r"(\d+)", lambda m: str(int(m[1]) * 2), "a1b22c333", count=2))
print(re.subn(r"(?P<first>\w)(?P<rest>\w*)", r"\g<rest>\g<first>ay", "pig latin is fun"))
print(re.sub(r"\b(\w)(\w*)\b", lambda m: m[1].upper() + m[2], "the quick brown"))
print(re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"))
print(re.sub(r"x*", "-", "abxd"), re.sub("", "-", "ab"), re.split(r"(x*)", "axbc"))


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


print([snake(n) for n in ("CamelCase", "HTTPServer", "x", "aBC")])
print(re.sub(r"_(\w)", lambda m: m[1].upper(), "to_camel_case_now"))
print(re.sub(r"(a)|(b)", lambda m: f"<{m.lastindex}{m.group(m.lastindex)}>", "abc"))
print(re.sub(r"(a)|b", r"[\1]", "ab"))
