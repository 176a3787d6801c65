import json
from datetime import date, datetime, timedelta, timezone


def days_between(event):
    first, second = date.fromisoformat(event["from"]), date.fromisoformat(event["to"])
    return {"days": (second - first).days, "weekday": second.strftime("%A")}


def expires(event):
    created = datetime.fromisoformat(event["created"].replace("Z", "+00:00"))
    end = created + timedelta(**event["ttl"])
    return {"expires": end.isoformat(), "epoch": int(end.timestamp()), "zone": str(end.tzinfo)}


def buckets(event):
    counts = {}
    for text in event["times"]:
        when = datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z").astimezone(timezone.utc)
        hour = when.replace(minute=0, second=0, microsecond=0)
        counts[hour.isoformat()] = counts.get(hour.isoformat(), 0) + 1
    return counts


print(json.dumps(days_between({"from": "2023-12-25", "to": "2024-03-01"})))
print(json.dumps(expires({"created": "2024-02-28T22:15:00Z", "ttl": {"hours": 36, "minutes": 5}})))
times = ["10/Oct/2023:13:55:36 -0700", "10/Oct/2023:20:05:00 +0000", "10/Oct/2023:22:59:59 +0200"]
print(json.dumps(buckets({"times": times})))
try:
    expires({"created": "yesterday", "ttl": {}})
except ValueError as error:
    print(error)
month_ends = [date(2024, m % 12 + 1, 1) - timedelta(1) for m in range(1, 12)]
print([d.day for d in month_ends])
print(max(month_ends), min(month_ends), [str(d) for d in month_ends if d.isoweekday() > 5])
