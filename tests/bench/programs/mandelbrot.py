"""Points that do not run away: floats in local variables of a loop."""

SIZE = 200
SMALL = 10
STEPS = 50


def stays(real, imaginary):
    x = y = 0.0
    for step in range(STEPS):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return step
        y = 2.0 * x * y + imaginary
        x = xx - yy + real
    return STEPS


def run(size):
    inside = 0
    steps = 0
    for row in range(size):
        imaginary = 2.5 * row / size - 1.25
        for column in range(size):
            count = stays(3.0 * column / size - 2.0, imaginary)
            steps += count
            inside += count == STEPS
    return "%d %d" % (inside, steps)


if __name__ == "__main__":
    print(run(SIZE))
