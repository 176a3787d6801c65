import bisect
from bisect import bisect_left, bisect_right, insort

times = [(9, "open"), (12, "lunch"), (13, "open"), (18, "closed")]
keys = [start for start, _ in times]


def state(hour):
    place = bisect_right(keys, hour) - 1
    return times[place][1] if place >= 0 else "closed"


print([state(hour) for hour in (8, 9, 11, 12, 13, 17, 18, 23)])


def longest_increasing(numbers):
    tails = []
    for number in numbers:
        place = bisect_left(tails, number)
        tails[place:place + 1] = [number]
    return len(tails)


print(longest_increasing([10, 9, 2, 5, 3, 7, 101, 18]), longest_increasing([]), longest_increasing([7, 7, 7]))


class SortedList:
    def __init__(self, items=()):
        self.items = sorted(items)

    def add(self, item):
        insort(self.items, item)

    def discard(self, item):
        place = bisect_left(self.items, item)
        if place < len(self.items) and self.items[place] == item:
            del self.items[place]

    def between(self, low, high):
        return self.items[bisect_left(self.items, low):bisect_right(self.items, high)]

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self):
        return len(self.items)


s = SortedList([5, 1, 4])
for n in (3, 3, 9, -1):
    s.add(n)
s.discard(4)
s.discard(100)
print(s.items, s.between(1, 4), bisect_left(s, 5), bisect.bisect(s, 3), len(s))
print(bisect_left(["apple", "pear"], "banana"), bisect_left([1.5, 2.5], 2), bisect_right([True, 2], 1))
versions = [(1, 0), (1, 2), (2, 0)]
print(versions[bisect_right(versions, (1, 9)) - 1], bisect_left(versions, (1,)), bisect_left(range(10**6), 777777))
