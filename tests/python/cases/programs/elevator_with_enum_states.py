from enum import Enum, auto


class State(Enum):
    IDLE = auto()
    UP = auto()
    DOWN = auto()
    OPEN = auto()


class Elevator:
    def __init__(self, floors):
        self.floors, self.floor, self.state = floors, 0, State.IDLE
        self.calls, self.log = set(), []

    def call(self, floor):
        if not 0 <= floor < self.floors:
            raise ValueError(f"no floor {floor}")
        self.calls.add(floor)

    def step(self):
        match self.state, self.calls:
            case State.OPEN, _:
                self.state = State.IDLE
            case _, calls if self.floor in calls:
                calls.discard(self.floor)
                self.state = State.OPEN
            case State.UP, calls if any(c > self.floor for c in calls):
                self.floor += 1
            case State.DOWN, calls if any(c < self.floor for c in calls):
                self.floor -= 1
            case _, calls if calls:
                nearest = min(sorted(calls), key=lambda c: abs(c - self.floor))
                self.state = State.UP if nearest > self.floor else State.DOWN
            case _:
                self.state = State.IDLE
        self.log.append(f"{self.floor}{self.state.name[0]}")


lift = Elevator(8)
for floor in (5, 2, 7):
    lift.call(floor)
for tick in range(24):
    if tick == 9:
        lift.call(0)
    lift.step()
print(" ".join(lift.log), lift.state, sorted(lift.calls))
try:
    lift.call(8)
except ValueError as error:
    print(error)
