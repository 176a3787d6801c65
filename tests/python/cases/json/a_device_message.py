import json

message = '''{"device": "esp-7", "ts": 1700000000123, "ok": true, "error": null,
 "readings": [{"t": 21.5, "h": 40}, {"t": 21.75, "h": 41}]}'''
event = json.loads(message)
temperatures = [r["t"] for r in event["readings"]]
print(event["device"], event["ts"] + 1, sum(temperatures) / len(temperatures), event["ok"] is True,
    event["error"] is None)
event["mean"] = sum(temperatures) / 2
event["readings"].append({"t": None})
del event["ok"]
print(json.dumps(event))
print(json.dumps(event, sort_keys=True, separators=(",", ":")))
