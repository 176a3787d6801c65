"""Rules on telemetry: conditions as data, actions as methods."""

import operator

OPERATORS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}


class Rule:
    def __init__(self, name, when, then):
        self.name, self.when, self.then = name, when, then

    def holds(self, reading):
        match self.when:
            case {"all": [*conditions]}:
                return all(Rule("", c, None).holds(reading) for c in conditions)
            case {"any": [*conditions]}:
                return any(Rule("", c, None).holds(reading) for c in conditions)
            case {"not": condition}:
                return not Rule("", condition, None).holds(reading)
            case [str(field), str(sign), value] if sign in OPERATORS:
                return OPERATORS[sign](reading[field], value)
            case _:
                raise ValueError(f"bad condition {self.when!r}")


class Engine:
    def __init__(self):
        self.rules, self.counts = [], {}

    def add(self, *args):
        self.rules.append(Rule(*args))

    def run(self, device, reading):
        for rule in self.rules:
            try:
                if rule.holds(reading):
                    action, *args = rule.then
                    yield getattr(self, "do_" + action)(device, rule, *args)
            except KeyError as error:
                yield {"rule": rule.name, "skipped": f"no {error.args[0]}"}

    def do_alert(self, device, rule, level="info"):
        self.counts[rule.name] = self.counts.get(rule.name, 0) + 1
        return {"alert": rule.name, "device": device, "level": level, "count": self.counts[rule.name]}

    def do_set(self, device, rule, **_):
        return {"set": device}

    def do_publish(self, device, rule, topic):
        return {"publish": topic.format(device=device, rule=rule.name)}


ENGINE = Engine()
ENGINE.add("hot", ["temperature", ">", 30], ("alert", "warning"))
ENGINE.add("fire", {"all": [["temperature", ">", 60], ["smoke", "==", True]]}, ("alert", "critical"))
ENGINE.add("dry", {"not": ["humidity", ">=", 20]}, ("publish", "home/{device}/{rule}"))
ENGINE.add("odd", {"any": [["battery", "<", 5], ["state", "!=", "ok"]]}, ("alert",))


def handler(event, context):
    return {"actions": list(ENGINE.run(event["device"], event["reading"]))}
