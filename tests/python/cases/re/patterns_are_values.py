import copy
import re

p = re.compile(r"(?P<x>a)\n", re.M)
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex))
print(p == re.compile(r"(?P<x>a)\n", re.M), p == re.compile("a"), p == 5, len({p, p}))
print(copy.copy(p) is p, copy.deepcopy(p) is p, isinstance(p, re.Pattern))
print(re.compile("x" * 300))
print(isinstance(p.match("a\n"), re.Match), type(p), type(p.match("a\n")))
print(re.compile("'"), re.compile('"'), re.compile(b"\xff"))
m = re.match("(a)(b)?", "a")
print(copy.copy(m).groups(), m.lastindex, m.lastgroup, m.end(2))
re.purge()
print(re.compile("a") == re.compile("a"))
