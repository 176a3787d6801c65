"""Group timestamped readings into windows of minutes."""

from datetime import datetime, timedelta, timezone


def window_of(when, minutes):
    start = when.replace(second=0, microsecond=0)
    return start - timedelta(minutes=(start.hour * 60 + start.minute) % minutes)


def handler(event, context):
    minutes = event.get("minutes", 5)
    if not 1 <= minutes <= 1440:
        raise ValueError(f"windows of {minutes} minutes are not possible")
    windows = {}
    for reading in event["readings"]:
        when = reading["at"]
        if isinstance(when, (int, float)):
            when = datetime.fromtimestamp(when, tz=timezone.utc)
        else:
            when = datetime.fromisoformat(when).astimezone(timezone.utc)
        windows.setdefault(window_of(when, minutes), []).append(reading["value"])
    previous, rows = None, []
    for start in sorted(windows):
        values = windows[start]
        gap = (start - previous) // timedelta(minutes=minutes) - 1 if previous else 0
        rows.append({
            "start": start.isoformat(timespec="minutes"),
            "n": len(values),
            "median": sorted(values)[len(values) // 2],
            "gap": gap,
        })
        previous = start
    return {"windows": rows, "width": str(timedelta(minutes=minutes))}
