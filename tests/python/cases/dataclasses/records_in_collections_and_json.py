import json
from collections import defaultdict
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from operator import attrgetter


@dataclass(frozen=True, order=True)
class Reading:
    sensor: str
    value: float
    tags: tuple = field(default=(), compare=False)


@dataclass
class Report:
    title: str
    readings: list[Reading] = field(default_factory=list)
    totals: dict[str, float] = field(default_factory=dict)

    def add(self, reading):
        self.readings.append(reading)
        self.totals[reading.sensor] = self.totals.get(reading.sensor, 0) + reading.value


report = Report("day")
for n, name in enumerate("abcab"):
    report.add(Reading(name, n * 1.5, (name, n)))
print(json.dumps(asdict(report)))
print(json.dumps(asdict(report), sort_keys=True, indent=1)[:60])
print(astuple(report)[2], sorted(report.readings, reverse=True)[0], min(report.readings))
print(sorted(report.readings, key=attrgetter("value"), reverse=True)[0].sensor)
groups = defaultdict(list)
for reading in report.readings:
    groups[reading.sensor].append(replace(reading, tags=()))
print(dict(groups))
back = [Reading(**item) for item in json.loads(json.dumps(asdict(report)))["readings"]]
print(back[0], back[0] == report.readings[0], len(set(back)))
print({one.name: getattr(report, one.name) for one in fields(report) if one.name != "readings"})
copy = replace(report, title="copy")
print(copy.readings is report.readings, copy.title, report == replace(report))
match report.readings[1]:
    case Reading(sensor="b", value=v):
        print("b", v)
match back[2]:
    case Reading("c", value, tags):
        print(value, tags)
