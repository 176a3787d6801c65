"""A scheduled job: a digest of the day before the event's time."""

from datetime import datetime, timedelta, timezone

READINGS = [
    ("2024-02-28T23:59:59+00:00", 10), ("2024-02-29T00:00:00+00:00", 20),
    ("2024-02-29T12:30:00+01:00", 30), ("2024-03-01T00:30:00+01:00", 40),
    ("2024-03-01T00:00:00+00:00", 50), ("2024-03-01T18:45:10.5+00:00", 65),
]


def day_before(text):
    now = datetime.fromisoformat(text.replace("Z", "+00:00"))
    midnight = now.astimezone(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=1), midnight


def handler(event, context):
    start, end = day_before(event["time"])
    values = [v for text, v in READINGS if start <= datetime.fromisoformat(text) < end]
    return {
        "day": start.strftime("%A, %d %B %Y"),
        "week": list(start.isocalendar()),
        "day_of_year": start.timetuple().tm_yday,
        "values": values,
        "until_next": str(end + timedelta(days=1) - datetime.fromisoformat(event["time"].replace("Z", "+00:00"))),
        "epoch": int(start.timestamp()),
    }
