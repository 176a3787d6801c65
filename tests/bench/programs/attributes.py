"""State in objects: attributes of instances and classes, read and written in a loop."""

SIZE = 200_000
SMALL = 30


class Axis:
    drag = 0.98

    def __init__(self, position, speed):
        self.position = position
        self.speed = speed


class Probe:
    limit = 100.0
    turns = 0

    def __init__(self):
        self.x = Axis(0.0, 1.0)
        self.y = Axis(10.0, -0.5)
        self.bounces = 0
        self.steps = 0
        self.heat = 0.0


def run(size):
    probe = Probe()
    for _ in range(size):
        x = probe.x
        x.position += x.speed
        if x.position > probe.limit or x.position < 0.0:
            x.speed = -x.speed
            probe.bounces += 1
        probe.y.position += probe.y.speed * probe.y.drag
        if probe.y.position < -probe.limit:
            probe.y.position = probe.limit
            Probe.turns += 1
        probe.heat = probe.heat * x.drag + abs(probe.y.position - x.position)
        probe.steps += 1
    turns, Probe.turns = Probe.turns, 0
    return "%d %d %d %.6f" % (probe.steps, probe.bounces, turns, probe.heat)


if __name__ == "__main__":
    print(run(SIZE))
