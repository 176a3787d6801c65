import re

data = bytearray(b"key=value; n=1")
p = re.compile(rb"(\w+)=(\w+)")
m = p.search(data)
print(m.group(), m.groups(), m.span(2), m)
print(p.findall(data), p.findall(memoryview(data)), p.sub(rb"\2=\1", data))
print([m.span() for m in p.finditer(data)], p.split(data))
print(re.search(b"[\x80-\xff]+", b"a\xe9\xff").group(), re.findall(rb"\w", b"a\xe9", re.I))
print(re.match(b"(?i)\xe9", b"\xc9"), re.match(b"(?i)a", b"A"))
