"""Pipelines of generators: yield, yield from, send, and expressions of them."""

SIZE = 120_000
SMALL = 20


def numbers(size):
    value = 1
    for _ in range(size):
        value = (value * 171 + 11) % 30269
        yield value


def without_small(values):
    for value in values:
        if value > 2000:
            yield value


def in_pairs(values):
    for value in values:
        following = next(values, 0)
        yield value, following


def tree(low, high):
    """Each number from low to high, in order, by halves."""
    if low < high:
        middle = (low + high) // 2
        yield from tree(low, middle)
        yield middle
        yield from tree(middle + 1, high)


def mean():
    """Takes numbers and gives the mean of all so far."""
    count = 0
    total = 0
    answer = None
    while True:
        total += yield answer
        count += 1
        answer = total // count


def run(size):
    checksum = 0
    for first, second in in_pairs(without_small(numbers(size))):
        checksum = (checksum * 3 + first - second) % 1000003
    total = sum(value * 2 for value in tree(0, size // 4) if value % 3)
    running = mean()
    next(running)
    last = 0
    for value in numbers(size):
        last = running.send(value)
    return "%d %d %d" % (checksum, total, last)


if __name__ == "__main__":
    print(run(SIZE))
