"""Validate a registration and report every problem, or raise when told to be strict."""

FIELDS = [
    ("name", str, True),
    ("interval", int, True),
    ("threshold", (int, float), False),
    ("tags", list, False),
]


def problems_of(record):
    found = []
    for name, kind, required in FIELDS:
        if name not in record:
            if required:
                found.append(f"{name} is required")
            continue
        value = record[name]
        if isinstance(value, bool) or not isinstance(value, kind):
            found.append(f"{name} has the wrong type: {type(value).__name__}")
    if not found:
        if not 1 <= record["interval"] <= 86400:
            found.append(f"interval {record['interval']} is out of range")
        if not record["name"].replace("-", "").isalnum():
            found.append("name {!r} has odd characters".format(record["name"]))
        if len(set(record.get("tags", []))) != len(record.get("tags", [])):
            found.append("tags repeat")
    unknown = sorted(set(record) - {name for name, _, _ in FIELDS} - {"strict"})
    if unknown:
        found.append("unknown: " + ", ".join(unknown))
    return found


def handler(event, context):
    try:
        problems = problems_of(event)
        if problems and event.get("strict"):
            raise ValueError("; ".join(problems))
    except TypeError as error:
        raise ValueError("the event cannot be checked") from error
    finally:
        print("checked", sorted(event) if isinstance(event, dict) else type(event).__name__)
    return {"valid": not problems, "problems": problems}
