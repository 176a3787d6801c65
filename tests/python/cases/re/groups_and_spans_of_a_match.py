import re

m = re.search(r"(?P<user>\w+)@(?P<host>[\w.]+)(:\d+)?", "mail joe@example.org now")
print(m)
print(m.group(), m.group(0), m.group(1), m.group("host"), m.group(1, 2, "user"))
print(m.groups(), m.groups("none"), m.groupdict(), m.groupdict(0))
print(m.start(), m.end(), m.span(), m.start(1), m.end("host"), m.span(3))
print(m[0], m["user"], m[3], m.lastindex, m.lastgroup, m.pos, m.endpos, m.string[:4])
print(m.re.pattern, m.re.groups, dict(m.re.groupindex), m.regs)
for bad in (4, -1, "nope", 1.5):
    try:
        m.group(bad)
    except IndexError as error:
        print("IndexError", error)
print(m.expand(r"\2 \g<user> [\g<3>]"))
print(bool(m), re.search("x", "abc"))
