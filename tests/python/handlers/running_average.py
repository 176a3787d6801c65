"""An exponential average, a sliding window and extremes, kept between invocations."""

WINDOW = 5
ALPHA = 0.3

history = []
state = {"count": 0, "average": None, "low": None, "high": None}


def update(value):
    state["count"] += 1
    if state["average"] is None:
        state["average"] = value
        state["low"] = state["high"] = value
    else:
        state["average"] = ALPHA * value + (1 - ALPHA) * state["average"]
        state["low"] = min(state["low"], value)
        state["high"] = max(state["high"], value)
    history.append(value)
    while len(history) > WINDOW:
        history.pop(0)


def handler(event, context):
    for value in event["values"]:
        update(float(value))
    total = 0.0
    for value in history:
        total += value
    result = dict(state)
    result["window"] = total / len(history) if history else None
    result["trend"] = [b - a for a, b in zip(history, history[1:])]
    return result
