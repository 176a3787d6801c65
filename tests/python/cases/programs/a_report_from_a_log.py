import collections
import csv
import io
import logging
import os.path
import sys
from urllib.parse import parse_qs, urlsplit

LOG = """\
10.0.0.1 GET /index.html?utm=a 200 512
10.0.0.2 GET /img/logo.png 200 2048
10.0.0.1 POST /api/items?id=1&id=2 201 64
10.0.0.3 GET /missing 404 0
bad line
10.0.0.2 GET /index.html?utm=b&x=%20y 200 512
"""

logging.basicConfig(stream=sys.stdout, format="%(levelname)s: %(message)s", level=logging.INFO)


def parse(stream):
    for number, line in enumerate(stream, 1):
        try:
            host, method, url, status, size = line.split()
            yield host, method, urlsplit(url), int(status), int(size)
        except ValueError as error:
            logging.warning("line %d: %s", number, error)


hits = collections.Counter()
sizes = collections.defaultdict(int)
queries = []
for host, method, url, status, size in parse(io.StringIO(LOG)):
    hits[url.path] += 1
    sizes[os.path.splitext(url.path)[1] or "(none)"] += size
    if url.query:
        queries.append(parse_qs(url.query))
    if status >= 400:
        logging.error("%s %s -> %d", method, url.geturl(), status)
out = io.StringIO()
writer = csv.writer(out, lineterminator="\n")
writer.writerow(["path", "hits"])
writer.writerows(hits.most_common())
print(out.getvalue(), end="")
print(dict(sizes), queries)
logging.info("done: %d hits", sum(hits.values()))
