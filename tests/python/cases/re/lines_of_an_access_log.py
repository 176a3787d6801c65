import re
from collections import Counter

LOG = '''
10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326
10.0.0.2 - bob [10/Oct/2000:13:55:37 -0700] "POST /b?x=1 HTTP/1.1" 404 -
not a line
10.0.0.1 - - [11/Oct/2000:00:00:00 +0000] "GET / HTTP/1.1" 200 12
'''
LINE = re.compile(
    r"^(?P<host>\S+) \S+ (?P<user>\S+) \[(?P<when>[^\]]+)\] "
    r'"(?P<verb>[A-Z]+) (?P<path>\S+)(?: HTTP/(?P<version>\d\.\d))?" (?P<status>\d{3}) (?P<size>\d+|-)$',
    re.MULTILINE,
)
rows = [match.groupdict() for match in LINE.finditer(LOG)]
for row in rows:
    print(row["host"], row["verb"], row["path"].partition("?")[0], row["version"], row["when"][:11])
print(Counter(row["status"] for row in rows), sum(int(r["size"]) for r in rows if r["size"] != "-"))
print([m.start() for m in LINE.finditer(LOG)], LINE.groups, sorted(LINE.groupindex))
print(re.sub(r"\d+(?=\.\d+\s)", "x", "10.0.0.1 and 10.0.0.22 "))
