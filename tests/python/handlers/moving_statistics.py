"""Statistics over a moving window that a warm instance keeps."""

import math
from collections import deque

WINDOWS = {}


class Window:
    def __init__(self, size):
        self.values = deque(maxlen=size)
        self.mean = self.m2 = 0.0
        self.n = 0

    def add(self, value):
        self.values.append(value)
        self.n += 1
        delta = value - self.mean
        self.mean += delta / self.n
        self.m2 += delta * (value - self.mean)

    @property
    def deviation(self):
        return math.sqrt(self.m2 / (self.n - 1)) if self.n > 1 else 0.0

    def is_outlier(self, value, limit=3):
        return self.n > 3 and self.deviation > 0 and abs(value - self.mean) > limit * self.deviation


def handler(event, context):
    window = WINDOWS.setdefault(event["sensor"], Window(event.get("size", 4)))
    outliers = []
    for value in event["values"]:
        if window.is_outlier(value):
            outliers.append(value)
        else:
            window.add(float(value))
    weights = range(1, len(window.values) + 1)
    weighted = math.fsum(w * v for w, v in zip(weights, window.values)) / sum(weights) if window.values else None
    return {
        "moving": math.fsum(window.values) / len(window.values) if window.values else None,
        "weighted": weighted,
        "mean": window.mean,
        "deviation": window.deviation,
        "outliers": outliers,
        "kept": list(window.values),
    }
