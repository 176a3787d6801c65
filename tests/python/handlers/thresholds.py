"""Compare readings with limits and say which alarms start or end."""

LIMITS = {
    "temperature": (-10, 45),
    "humidity": (15, 85),
    "pressure": (950.0, 1060.0),
}

active = {}


def check(sensor, value):
    low, high = LIMITS[sensor]
    if value < low:
        return f"{sensor} low: {value} < {low}"
    if value > high:
        return f"{sensor} high: {value} > {high}"
    return None


def handler(event, context):
    started, ended, unknown = [], [], []
    for sensor, value in event.get("readings", {}).items():
        try:
            alarm = check(sensor, value)
        except KeyError:
            unknown.append(sensor)
            continue
        except TypeError as error:
            unknown.append(f"{sensor}: {error}")
            continue
        if alarm and sensor not in active:
            active[sensor] = alarm
            started.append(alarm)
        elif alarm is None and sensor in active:
            ended.append(active.pop(sensor))
    return {"started": started, "ended": ended, "unknown": unknown, "active": sorted(active)}
