"""Decode a Kinesis batch: base64, JSON, and aggregates by device."""

import base64
import binascii
import json
from collections import defaultdict


class Window:
    def __init__(self):
        self.count, self.low, self.high, self.total = 0, float("inf"), float("-inf"), 0.0

    def add(self, value):
        self.count += 1
        self.low, self.high = min(self.low, value), max(self.high, value)
        self.total += value

    def as_dict(self):
        return {"count": self.count, "min": self.low, "max": self.high, "mean": round(self.total / self.count, 3)}


def handler(event, context):
    windows, errors = defaultdict(Window), []
    for record in event["Records"]:
        sequence = record["kinesis"]["sequenceNumber"]
        try:
            data = json.loads(base64.b64decode(record["kinesis"]["data"], validate=True))
            windows[data["device"]].add(data["value"])
        except binascii.Error as error:
            errors.append([sequence, "base64"])
        except ValueError as error:
            errors.append([sequence, type(error).__name__])
        except (KeyError, TypeError) as error:
            errors.append([sequence, repr(error)])
    return {"devices": {name: windows[name].as_dict() for name in sorted(windows)}, "errors": errors}
