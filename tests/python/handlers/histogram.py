"""Bucket values, draw the bars and give quantiles."""

import math


def quantile(ordered, fraction):
    position = fraction * (len(ordered) - 1)
    below = math.floor(position)
    above = math.ceil(position)
    weight = position - below
    return ordered[below] * (1 - weight) + ordered[above] * weight


def handler(event, context):
    values = sorted(event["values"])
    buckets = event.get("buckets", 4)
    low, high = values[0], values[-1]
    width = (high - low) / buckets
    counts = [0] * buckets
    for value in values:
        index = min(int((value - low) / width), buckets - 1) if width else 0
        counts[index] += 1
    peak = max(counts)
    for index, count in enumerate(counts):
        print(f"{low + index * width:>9.3f} {'#' * (20 * count // peak):<20} {count}")
    return {
        "counts": counts,
        "edges": [low + i * width for i in range(buckets + 1)],
        "quantiles": {str(q): quantile(values, q / 100) for q in (0, 25, 50, 90, 100)},
    }
