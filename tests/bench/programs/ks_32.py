"""Two samples of 32 accelerations each, compared by Kolmogorov and Smirnov as a device does."""

import math

SIZE = 2000
SMALL = 5
SAMPLES = 32


def magnitudes(records):
    return [math.sqrt(x * x + y * y + z * z) for x, y, z in records]


def largest_gap(first, second):
    """The largest distance between the two steps of cumulated shares."""
    first = sorted(first)
    second = sorted(second)
    largest = 0.0
    i = j = 0
    while i < len(first) and j < len(second):
        least = min(first[i], second[j])
        while i < len(first) and first[i] <= least:
            i += 1
        while j < len(second) and second[j] <= least:
            j += 1
        gap = abs(i / len(first) - j / len(second))
        if gap > largest:
            largest = gap
    return largest


def chance_of(gap, count):
    root = math.sqrt(count / 2.0)
    scaled = (root + 0.12 + 0.11 / root) * gap
    if scaled < 0.2:
        return 1.0
    total = 0.0
    sign = 2.0
    for k in range(1, 101):
        term = math.exp(-2.0 * k * k * scaled * scaled)
        total += sign * term
        if term < 1e-12:
            break
        sign = -sign
    return min(1.0, max(0.0, total))


def records_of(seed):
    """Three axes from a small generator of numbers, SAMPLES times."""
    numbers = []
    for _ in range(3 * SAMPLES):
        seed = (seed * 171 + 11) % 30269
        numbers.append(seed / 30269.0 - 0.5)
    return [tuple(numbers[at : at + 3]) for at in range(0, 3 * SAMPLES, 3)]


def run(size):
    reference = magnitudes(records_of(1))
    total = 0.0
    for turn in range(size):
        sample = magnitudes(records_of(turn + 2))
        total += chance_of(largest_gap(sample, reference), SAMPLES)
    return "%.9f" % total


if __name__ == "__main__":
    print(run(SIZE))
