import re

p = re.compile("(a)(?P<n>b)?")
for template in ("\\3", "\\g<3>", "\\g<x>", "\\g<n", "\\g", "\\g<>", "\\q", "\\", "\\g<1 >",
                 "\\400", "\\g<-1>", "\\8", "\\099"):
    try:
        print(repr(template), p.sub(template, "ab"))
    except (re.error, IndexError) as error:
        print(repr(template), type(error).__name__, error)
for call in (
    lambda: re.match("a", b"a"),
    lambda: re.match(b"a", "a"),
    lambda: re.match("a", 5),
    lambda: re.compile(5),
    lambda: re.compile(p, re.I),
    lambda: re.compile([]),
    lambda: re.sub("a", 5, "a"),
):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(re.compile(p) is p, re.match(p, "ab"))
