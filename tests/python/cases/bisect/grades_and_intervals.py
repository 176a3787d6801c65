from bisect import bisect, bisect_left, insort


class Intervals:
    def __init__(self):
        self.starts, self.ends = [], []

    def add(self, start, end):
        i, j = bisect_left(self.ends, start), bisect(self.starts, end)
        if i < j:
            start, end = min(start, self.starts[i]), max(end, self.ends[j - 1])
        self.starts[i:j], self.ends[i:j] = [start], [end]

    def __contains__(self, point):
        i = bisect(self.starts, point) - 1
        return i >= 0 and point <= self.ends[i]

    def __repr__(self):
        return " ".join(f"[{a}, {b}]" for a, b in zip(self.starts, self.ends))


def grade(score, limits=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect(limits, score)]


print([grade(s) for s in (33, 60, 69.9, 77, 89, 90, 100)])
intervals = Intervals()
for pair in ((5, 7), (1, 2), (10, 12), (6, 8), (2, 3), (0, 20), (30, 31), (25, 26)):
    intervals.add(*pair)
    print(pair, intervals)
print([p for p in range(-1, 33) if p not in intervals])
events = []
for name, due in (("b", 5), ("a", 3), ("c", 5), ("d", 1)):
    insort(events, (due, name), key=lambda event: event[0])
print(events)
