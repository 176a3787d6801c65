"""Turn CSV text into typed JSON rows."""

import csv
import io


def convert(text):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return {"": None, "true": True, "false": False}.get(text.lower(), text)


def handler(event, context):
    reader = csv.DictReader(io.StringIO(event["csv"]), delimiter=event.get("delimiter", ","))
    rows, errors = [], []
    for number, row in enumerate(reader, 1):
        if None in row or None in row.values():
            errors.append({"row": number, "columns": len([v for v in row.values() if v is not None])})
            continue
        rows.append({key.strip(): convert(value.strip()) for key, value in row.items()})
    return {"columns": reader.fieldnames, "rows": rows, "errors": errors}
