import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import Enum, Flag, IntEnum, StrEnum, auto
from functools import singledispatch


class State(Enum):
    IDLE = auto()
    RUNNING = auto()
    DONE = auto()

    @property
    def next(self):
        members = list(State)
        return members[(members.index(self) + 1) % len(members)]

    @classmethod
    def parse(cls, text):
        try:
            return cls[text.strip().upper()]
        except KeyError:
            raise ValueError(f"no state {text!r}") from None


class Op(Enum):
    ADD = "+"
    SUB = "-"

    def __call__(self, a, b):
        return a + b if self is Op.ADD else a - b


class Weekday(IntEnum):
    MON = 1
    TUE = 2
    SUN = 7

    def is_weekend(self):
        return self >= Weekday.SUN


class Level(StrEnum):
    DEBUG = auto()
    ERROR = auto()


class Right(Flag):
    READ = auto()
    WRITE = auto()
    ALL = READ | WRITE


@dataclass
class Job:
    name: str
    state: State = State.IDLE
    right: Right = Right.READ


print(State.IDLE.next, State.DONE.next, State.parse(" done "), Op.ADD(1, 2), Op("-")(1, 2))
try:
    State.parse("lost")
except ValueError as error:
    print(error)
print(Weekday.SUN.is_weekend(), Weekday(2), sorted([Weekday.SUN, Weekday.MON]), Weekday.TUE in (1, 2))
print(json.dumps({"day": Weekday.TUE, "level": Level.ERROR, "all": [Weekday.MON]}))
print(json.dumps({day.name: day for day in Weekday}), json.dumps({Level.DEBUG: 1}))
print(Counter([State.IDLE, State.DONE, State.IDLE]).most_common(1))
jobs = [Job("a"), Job("b", State.DONE), Job("c", right=Right.READ | Right.WRITE)]
print(jobs)
groups = defaultdict(list)
for job in jobs:
    groups[job.state].append(job.name)
print(dict(groups))
print([job.name for job in jobs if Right.WRITE in job.right], Right.ALL & ~Right.READ)
table = {State.IDLE: "i", State.RUNNING: "r", State.DONE: "d"}
print("".join(table[state] for state in State), {s.name: s.value for s in State})
for state in State:
    match state:
        case State.IDLE | State.DONE:
            print("resting", state.name.lower())
        case _:
            print("working", state)
match 7:
    case Weekday.SUN:
        print("sunday")


@singledispatch
def show(value):
    return f"value {value}"


@show.register
def _(value: State):
    return f"state {value.name}"


print(show(3), show(State.DONE))
print(isinstance(Weekday.MON, int), isinstance(Level.ERROR, str), issubclass(Weekday, IntEnum))
print(max(Weekday), min(Weekday, key=lambda day: -day), Weekday["SUN"] - Weekday.MON)
print(f"{Weekday.SUN:>3}|{Level.ERROR:<8}|{State.IDLE!s:>12}|{State.IDLE!r}")
print("%s %d %r" % (Level.ERROR, Weekday.SUN, State.DONE), "x" + Level.DEBUG, Level("error").title())
