import re

for pattern in (
    "(", ")", "a)", "(?", "(?x", "(?P<", "(?P<a", "(?P<1>a)", "(?P<a>a)(?P<a>b)", "(?P=b)",
    "(?P>a)", "(?<a)", "(?z)", "(?i", "(?-)", "(?i-i:a)", "(?iz)", "a(?i)", "(?#", "[", "[a",
    "[b-a]", r"[\d-a]", "[a-\\w]", "*", "a**", "a*+*", "+a", "?", "^*", "a{2,1}", "a{1}{2}",
    "\\", "\\q", "[\\q]", "\\x1", "\\u12", "\\U0011FFFF", "\\1", "(a)\\2", "(\\1)", "\\400",
    "[\\400]", "\\8", "(?(1)a|b|c)", "(?(1", "(?(a)b)", "(?(0)a)", "(?(2)a)", "(?(-1)a)",
    "(?<=a*)b", "(?<=a|bc)", "(?<=(a)\\1)", "(?:", "(?=a", "x(?P<é!>a)", "a\n(", "(?au:a)",
):
    try:
        print(pattern, re.compile(pattern))
    except re.error as error:
        print(repr(pattern), "|", error, "|", error.msg, error.pos, error.lineno, error.colno)
for pattern in (b"(?u)", b"[\xff-a]", b"(?P<\xff!>)", b"\\u0041"):
    try:
        print(pattern, re.compile(pattern))
    except re.error as error:
        print(pattern, error)
for pattern, flags in (("a{99999999999}", 0), ("a", re.A | re.U), (b"a", re.U), ("a", re.L)):
    try:
        print(re.compile(pattern, flags))
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
