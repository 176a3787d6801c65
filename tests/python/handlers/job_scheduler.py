"""Which jobs of a five-field cron table run in a window of time?"""

from datetime import datetime, timedelta

RANGES = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]
DAYS = {name: n for n, name in enumerate("sun mon tue wed thu fri sat".split())}


class CronField:
    def __init__(self, text, low, high):
        self.allowed = set()
        for part in text.lower().split(","):
            part, _, step = part.partition("/")
            if part == "*":
                start, end = low, high
            else:
                start, _, end = part.partition("-")
                start = DAYS[start] if start in DAYS else int(start)
                end = (DAYS[end] if end in DAYS else int(end)) if end else (high if step else start)
            if not low <= start <= end <= high:
                raise ValueError(f"{part} is not within {low}-{high}")
            self.allowed |= set(range(start, end + 1, int(step or 1)))

    def __contains__(self, value):
        return value in self.allowed


class Cron:
    def __init__(self, text):
        fields = text.split()
        if len(fields) != 5:
            raise ValueError(f"five fields are needed, not {len(fields)}")
        self.fields = [CronField(f, *r) for f, r in zip(fields, RANGES)]

    def matches(self, when):
        parts = when.minute, when.hour, when.day, when.month, when.isoweekday() % 7
        return all(value in field for value, field in zip(parts, self.fields))

    def between(self, start, end):
        when = start.replace(second=0, microsecond=0)
        while when < end:
            if when >= start and self.matches(when):
                yield when
            when += timedelta(minutes=1)


def handler(event, context):
    start = datetime.fromisoformat(event["from"])
    end = start + timedelta(hours=event.get("hours", 1))
    runs, errors = [], {}
    for name, text in event["jobs"].items():
        try:
            runs += [(when, name) for when in Cron(text).between(start, end)]
        except ValueError as error:
            errors[name] = str(error)
    return {"runs": [f"{when:%a %H:%M} {name}" for when, name in sorted(runs)], "errors": errors}
