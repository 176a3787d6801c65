"""Summarise web server log lines with a regular expression."""

import re
from collections import Counter
from datetime import datetime

LINE = re.compile(
    r'(?P<ip>[\d.]+) \S+ (?P<user>\S+) \[(?P<time>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) [^"]*" '
    r"(?P<status>\d{3}) (?P<size>\d+|-)"
)


def parse(line):
    found = LINE.match(line)
    if not found:
        raise ValueError(f"not a log line: {line[:20]!r}")
    entry = found.groupdict()
    entry["time"] = datetime.strptime(entry["time"], "%d/%b/%Y:%H:%M:%S %z")
    entry["status"] = int(entry["status"])
    entry["size"] = 0 if entry["size"] == "-" else int(entry["size"])
    return entry


def handler(event, context):
    entries, bad = [], 0
    for line in event["lines"]:
        try:
            entries.append(parse(line))
        except ValueError:
            bad += 1
    if not entries:
        return {"requests": 0, "bad": bad}
    return {
        "requests": len(entries),
        "bad": bad,
        "statuses": dict(sorted(Counter(f"{e['status'] // 100}xx" for e in entries).items())),
        "top": Counter(e["path"].split("?")[0] for e in entries).most_common(2),
        "bytes": sum(e["size"] for e in entries),
        "first": min(e["time"] for e in entries).isoformat(),
        "seconds": (max(e["time"] for e in entries) - min(e["time"] for e in entries)).total_seconds(),
    }
