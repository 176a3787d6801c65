"""A logistic map and an integral: one float after another, no data."""

SIZE = 400_000
SMALL = 100


def logistic(steps):
    x = 0.3
    total = 0.0
    for _ in range(steps):
        x = 3.57 * x * (1.0 - x)
        total += x
    return total


def integral(steps):
    """Of 4 / (1 + x * x) from 0 to 1, which is pi."""
    width = 1.0 / steps
    at = 0
    total = 0.0
    while at < steps:
        x = (at + 0.5) * width
        total += 4.0 / (1.0 + x * x)
        at += 1
    return total * width


def run(size):
    return "%.9f %.9f" % (logistic(size), integral(size))


if __name__ == "__main__":
    print(run(SIZE))
