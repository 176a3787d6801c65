"""Parse access-log lines by splitting and summarise them."""


def parse(line):
    client, _, rest = line.partition(" [")
    stamp, _, rest = rest.partition("] ")
    _, request, tail = rest.split('"', 2)
    method, path, _ = request.split(" ")
    status, size = tail.split()
    return {
        "client": client.split()[0],
        "hour": int(stamp.split(":")[1]),
        "method": method,
        "path": path.split("?")[0],
        "status": int(status),
        "size": 0 if size == "-" else int(size),
    }


def handler(event, context):
    records, bad = [], []
    for number, line in enumerate(event["text"].splitlines(), 1):
        if not line.strip():
            continue
        try:
            records.append(parse(line))
        except (ValueError, IndexError) as error:
            bad.append({"line": number, "error": str(error)})
    statuses, hours = {}, {}
    for record in records:
        group = f"{record['status'] // 100}xx"
        statuses[group] = statuses.get(group, 0) + 1
        hours.setdefault(record["hour"], []).append(record["path"])
    top = sorted(records, key=lambda r: (-r["size"], r["path"]))[:2]
    return {
        "count": len(records),
        "bytes": sum(r["size"] for r in records),
        "statuses": statuses,
        "hours": {str(hour): sorted(set(paths)) for hour, paths in sorted(hours.items())},
        "largest": [f"{r['method']} {r['path']} {r['size']}" for r in top],
        "bad": bad,
    }
