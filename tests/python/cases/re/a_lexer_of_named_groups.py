import re

TOKENS = re.compile(r"""
    (?P<number>\d+(?:\.\d*)?) | (?P<name>[A-Za-z_]\w*) | (?P<op>[-+*/()=]) |
    (?P<space>\s+) | (?P<bad>.)
""", re.VERBOSE)


def tokens(text):
    for found in TOKENS.finditer(text):
        if found.lastgroup != "space":
            yield found.lastgroup, found.group(), found.start()


for token in tokens("x1 = 3.14*(r + 2) ; y"):
    print(*token)
LOG = re.compile(r'(\S+) \S+ \S+ \[([^]]+)\] "(\w+) (\S+)[^"]*" (\d{3}) (\d+|-)')
line = '10.0.0.1 - - [10/Oct/2020:13:55:36 +0000] "GET /a?b=1 HTTP/1.0" 200 2326'
print(LOG.match(line).groups())
print(re.sub(r"[A-Z]", lambda m: "_" + m[0].lower(), "camelCaseName"))
print(re.findall(r"https?://[\w./-]+", "see http://a.b/c-d and https://x.y."))
