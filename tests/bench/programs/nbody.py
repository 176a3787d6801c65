"""Planets that pull at each other: floats in attributes of nothing but lists."""

SIZE = 12_000
SMALL = 20
STEP = 0.01


def planets():
    """A heavy sun and four light planets on nearly circular orbits, at rest as a whole."""
    bodies = [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 40.0]]
    for number in range(1, 5):
        distance = 1.5 * number + 0.25
        speed = (40.0 / distance) ** 0.5
        tilt = 0.05 * number
        mass = 0.03 / number
        bodies.append([distance, 0.0, tilt, 0.0, speed, 0.01 * speed, mass])
    sun = bodies[0]
    for body in bodies[1:]:
        for axis in range(3, 6):
            sun[axis] -= body[axis] * body[6] / sun[6]
    return bodies


def advance(pairs, bodies, steps):
    for _ in range(steps):
        for first, second in pairs:
            x = first[0] - second[0]
            y = first[1] - second[1]
            z = first[2] - second[2]
            square = x * x + y * y + z * z
            pull = STEP / (square * square**0.5)
            by_second = second[6] * pull
            by_first = first[6] * pull
            first[3] -= x * by_second
            first[4] -= y * by_second
            first[5] -= z * by_second
            second[3] += x * by_first
            second[4] += y * by_first
            second[5] += z * by_first
        for body in bodies:
            body[0] += STEP * body[3]
            body[1] += STEP * body[4]
            body[2] += STEP * body[5]


def energy(pairs, bodies):
    total = 0.0
    for _, _, _, vx, vy, vz, mass in bodies:
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
    for first, second in pairs:
        square = 0.0
        for axis in range(3):
            square += (first[axis] - second[axis]) ** 2
        total -= first[6] * second[6] / square**0.5
    return total


def run(size):
    bodies = planets()
    pairs = []
    for at, body in enumerate(bodies):
        for other in bodies[at + 1 :]:
            pairs.append((body, other))
    before = energy(pairs, bodies)
    advance(pairs, bodies, size)
    return "%.9f %.9f" % (before, energy(pairs, bodies))


if __name__ == "__main__":
    print(run(SIZE))
