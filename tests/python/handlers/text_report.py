"""A daily report in three styles of string formatting."""


def row(name, readings):
    if not readings:
        raise ValueError(f"{name} has no readings")
    low, high = min(readings), max(readings)
    mean = sum(readings) / len(readings)
    return [
        f"{name:<12}|{low:>8.2f}|{high:>8.2f}|{mean:>10.4f}|{len(readings):>4}",
        "%-12s|%8.2f|%8.2f|%10.4f|%4d" % (name, low, high, mean, len(readings)),
        "{:<12}|{:>8.2f}|{:>8.2f}|{:>10.4f}|{:>4}".format(name, low, high, mean, len(readings)),
    ]


def handler(event, context):
    lines = [event["title"].title().center(46, "=")]
    for name in sorted(event["rooms"]):
        styles = row(name, event["rooms"][name])
        if not styles[0] == styles[1] == styles[2]:
            raise AssertionError(styles)
        lines.append(styles[0])
    share = event.get("uptime", 1)
    number = event.get("id", 255)
    lines.append(f"uptime {share:.1%}, id {number:#06x}, total {event.get('total', 0):,}")
    return "\n".join(lines)
