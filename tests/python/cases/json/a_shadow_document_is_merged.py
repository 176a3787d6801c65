import json


def merge(base, change):
    if not isinstance(change, dict):
        return change
    result = dict(base) if isinstance(base, dict) else {}
    for key, value in change.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merge(result.get(key), value)
    return result


def delta(reported, desired):
    for key in desired:
        if key not in reported:
            yield key, desired[key]
        elif isinstance(desired[key], dict) and isinstance(reported[key], dict):
            inner = dict(delta(reported[key], desired[key]))
            if inner:
                yield key, inner
        elif reported[key] != desired[key]:
            yield key, desired[key]


shadow = json.loads('{"led": {"on": false, "rgb": [1, 2, 3]}, "rate": 5, "name": "é"}')
for change in ('{"led": {"on": true}}', '{"rate": null}', '{"led": {"rgb": [9]}, "new": {"a": {}}}', '{"led": 1}'):
    after = merge(shadow, json.loads(change))
    print(json.dumps(after, sort_keys=True), json.dumps(dict(delta(shadow, after))))
print(json.dumps(shadow, ensure_ascii=False, separators=(",", ":")), shadow == merge(shadow, {}))
