import re


class S(str):
    pass


class B(bytes):
    pass


print(
    re.sub("y", S("a"), S("xyz")),
    re.sub("y", S("a"), "xyz"),
    re.sub("y", "a", S("xyz")),
    re.sub(b"y", B(b"a"), b"xyz"),
    re.sub(b"y", bytearray(b"a"), bytearray(b"xyz")),
    re.sub(b"y", memoryview(b"a"), b"xyz"),
)
print(
    re.split("y", S("xyz")),
    re.findall("y", S("xyz")),
    re.match("x", S("xyz")).group(),
    re.subn("y", S(""), S("xyz")),
)
