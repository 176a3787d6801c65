"""Documents such as events have: to text and back, and to text again."""

import json

SIZE = 1200
SMALL = 3


def document(number):
    readings = []
    for at in range(12):
        readings.append(
            {
                "sensor": "room-%d" % at,
                "celsius": 20.5 + at * 0.25 + number % 7,
                "humid": at % 3 == 0,
                "sequence": number * 12 + at,
                "note": None if at % 4 else 'caf\u00e9 "%d"\n' % at,
            }
        )
    return {
        "version": "2.0",
        "headers": {"content-type": "application/json", "x-request": str(number)},
        "query": {"limit": "10", "next": "a/b?c=d"},
        "readings": readings,
    }


def run(size):
    length = 0
    warm = 0
    total = 0.0
    for number in range(size):
        text = json.dumps(document(number))
        back = json.loads(text)
        for reading in back["readings"]:
            total += reading["celsius"]
            warm += reading["celsius"] > 24.0 and not reading["humid"]
        back["readings"] = back["readings"][:2]
        length += len(text) + len(json.dumps(back, sort_keys=True))
    return "%d %d %.3f" % (length, warm, total)


if __name__ == "__main__":
    print(run(SIZE))
