"""A thermostat with hysteresis, a schedule and modes as classes."""

SCHEDULE = [(0, 16.0), (360, 20.5), (540, 18.0), (1020, 21.0), (1380, 16.0)]


def target(minute):
    current = SCHEDULE[-1][1]
    for start, degrees in SCHEDULE:
        if minute >= start:
            current = degrees
    return current


class Mode:
    band = 0.5

    def __init__(self):
        self.heating = False

    def goal(self, minute):
        return target(minute)

    def step(self, temperature, minute):
        goal = self.goal(minute)
        if temperature < goal - self.band:
            self.heating = True
        elif temperature > goal + self.band:
            self.heating = False
        return self.heating


class Away(Mode):
    band = 1.5

    def goal(self, minute):
        return min(12.0, super().goal(minute))


class Boost(Mode):
    def __init__(self, minutes=30):
        super().__init__()
        self.left = minutes

    def step(self, temperature, minute):
        self.left -= 1
        return self.left >= 0 and temperature < 24


MODES = {cls.__name__.lower(): cls for cls in (Mode, Away, Boost)}
STATE = {"mode": Mode(), "minutes": 0}


def handler(event, context):
    if "mode" in event:
        STATE["mode"] = MODES[event["mode"]](*event.get("args", []))
    out = []
    for temperature in event["temperatures"]:
        on = STATE["mode"].step(temperature, event["minute"])
        STATE["minutes"] += on
        out.append("H" if on else "-")
    return {"out": "".join(out), "mode": type(STATE["mode"]).__name__, "minutes": STATE["minutes"]}
