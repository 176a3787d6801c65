class State:
    def enter(self, lift): pass
    def tick(self, lift): return self
    @property
    def name(self): return type(self).__name__.lower()

class Idle(State):
    def tick(self, lift):
        if not lift.requests: return self
        return Doors() if lift.floor in lift.requests else Moving()

class Moving(State):
    def enter(self, lift):
        above = [f for f in lift.requests if f > lift.floor]
        below = [f for f in lift.requests if f < lift.floor]
        if lift.direction > 0 and not above or lift.direction < 0 and not below or not lift.direction:
            lift.direction = 1 if above and (not below or min(above) - lift.floor <=
                                             lift.floor - max(below)) else -1
    def tick(self, lift):
        lift.floor += lift.direction
        return Doors() if lift.floor in lift.requests else self

class Doors(State):
    def enter(self, lift):
        lift.requests.discard(lift.floor)
        self.timer = 2
    def tick(self, lift):
        self.timer -= 1
        if self.timer: return self
        if not lift.requests: lift.direction = 0
        return Moving() if lift.requests else Idle()

class Lift:
    def __init__(self): self.floor, self.direction, self.requests, self.state = 0, 0, set(), Idle()
    def call(self, *floors): self.requests.update(floors)
    def tick(self):
        new = self.state.tick(self)
        if new is not self.state:
            self.state = new
            new.enter(self)
        return f"{self.floor}{self.state.name[0]}"

lift = Lift()
plan = {0: (3, 1), 4: (0,), 9: (2, 5)}
trace = []
for t in range(26):
    lift.call(*plan.get(t, ()))
    trace.append(lift.tick())
print(" ".join(trace), lift.requests, lift.state.name, lift.direction)
