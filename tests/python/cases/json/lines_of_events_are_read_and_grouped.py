import json
from collections import defaultdict

LINES = """{"t": 1, "id": "a", "v": 2.5}
{"t": 2, "id": "b", "v": 1e3}

{"t": 3, "id": "a", "v": -0.0}
{"t": 4, "id": "a"
{"t": 5, "id": null, "v": true}
[1, 2]
{"t": 6, "id": "b", "v": 12345678901234567890}
"""
groups = defaultdict(list)
for number, line in enumerate(LINES.splitlines(), 1):
    try:
        event = json.loads(line)
        groups[event["id"]].append(event["v"])
    except json.JSONDecodeError as error:
        print(number, error.msg, error.pos, error.lineno, error.colno)
    except (TypeError, KeyError) as error:
        print(number, type(error).__name__, error)
for key, values in groups.items():
    print(json.dumps({key: values}), sum(values))
print(json.dumps(groups), json.dumps(groups, indent=1, sort_keys=False).count("\n"))
