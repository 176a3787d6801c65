"""A stream of changes of a table: typed attributes, differences of images, counts by action."""

from decimal import Decimal


def unwrap(value):
    (kind, inner), = value.items()
    match kind:
        case "S" | "BOOL":
            return inner
        case "N":
            number = Decimal(inner)
            return int(number) if number == number.to_integral_value() else float(number)
        case "NULL":
            return None
        case "L":
            return [unwrap(item) for item in inner]
        case "M":
            return {key: unwrap(item) for key, item in inner.items()}
        case "SS":
            return sorted(inner)
    raise ValueError(f"type {kind}")


def changes(old, new):
    for key in sorted({*old, *new}):
        if key not in new:
            yield f"-{key}"
        elif key not in old:
            yield f"+{key}={new[key]!r}"
        elif old[key] != new[key]:
            yield f"{key}: {old[key]!r} -> {new[key]!r}"


def handler(event, context):
    counts, log = {"INSERT": 0, "MODIFY": 0, "REMOVE": 0}, []
    for record in event["Records"]:
        counts[record["eventName"]] += 1
        images = [unwrap({"M": record["dynamodb"].get(name, {})}) for name in ("OldImage", "NewImage")]
        log.append([record["eventName"][0], *changes(*images)])
    return {"counts": counts, "log": log}
