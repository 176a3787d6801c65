"""Motor maintenance: does the vibration still look like the reference recording?"""
import math

reference = [
    0.9812, 1.0034, 0.9957, 1.0121, 0.9888, 1.0069, 0.9743, 1.0215,
    1.0002, 0.9931, 1.0178, 0.9866, 1.0093, 0.9975, 1.0047, 0.9799,
    1.0156, 0.9902, 1.0081, 0.9949, 1.0024, 0.9837, 1.0109, 0.9991,
    1.0063, 0.9918, 1.0137, 0.9774, 1.0015, 0.9963, 1.0191, 0.9854,
]


def magnitude(record):
    x, y, z = record
    return math.sqrt(x * x + y * y + z * z)


def largest_gap(first, second):
    """The largest distance between the two empirical distribution functions."""
    first = sorted(first)
    second = sorted(second)
    i = j = 0
    gap = 0.0
    while i < len(first) and j < len(second):
        value = min(first[i], second[j])
        while i < len(first) and first[i] <= value:
            i += 1
        while j < len(second) and second[j] <= value:
            j += 1
        gap = max(gap, abs(i / len(first) - j / len(second)))
    return gap


def kolmogorov_tail(x):
    """2 * sum of (-1)^(k-1) exp(-2 k^2 x^2): the chance of a scaled gap of at least x."""
    if x < 0.2:
        return 1.0
    total = 0.0
    sign = 1.0
    for k in range(1, 101):
        term = math.exp(-2.0 * k * k * x * x)
        total += sign * term
        if term < 1e-12:
            break
        sign = -sign
    return min(1.0, max(0.0, 2.0 * total))


def kstest(first, second):
    size = math.sqrt(len(first) * len(second) / (len(first) + len(second)))
    gap = largest_gap(first, second)
    return kolmogorov_tail((size + 0.12 + 0.11 / size) * gap)


def new_accel_sample(payload, ctx):
    global reference
    transformed = []
    for record in payload:
        transformed.append(magnitude(record))
    prob = kstest(transformed, reference)
    return prob
