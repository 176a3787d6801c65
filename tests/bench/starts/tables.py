"""A module whose start takes its time: parts of the library, and tables that calls look up."""

import datetime
import decimal
import json
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    name: str
    share: decimal.Decimal
    since: datetime.date


WORD = re.compile(r"[a-z]+-(\d+)")
FIRST_DAY = datetime.date(2020, 1, 1)
RATES = [
    Rate(f"rate-{n}", decimal.Decimal(n) / 100, FIRST_DAY + datetime.timedelta(days=n))
    for n in range(50)
]
SQUARES = {f"item-{n}": n * n for n in range(10_000)}
NAMES = [f"name-{n % 97}" for n in range(10_000)]
SETTINGS = json.loads(json.dumps({name: [1, 2.5, None] for name in NAMES[:100]}))


def handler(event, context):
    found = WORD.match(event)
    return [SQUARES[event], NAMES[int(found[1])], RATES[7].name, len(SETTINGS)]
