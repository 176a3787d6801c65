import heapq
import itertools
from collections import namedtuple

Event = namedtuple("Event", "time priority name")
queue = []
counter = itertools.count()


def schedule(time, name, priority=0):
    heapq.heappush(queue, (time, priority, next(counter), name))


schedule(5, "e")
schedule(1, "a")
schedule(5, "urgent", -1)
schedule(1, "b")
schedule(3, "c")
while queue:
    time, priority, order, name = heapq.heappop(queue)
    print(time, priority, order, name)
    if name == "c":
        schedule(time + 1, "after c")
events = [Event(3, 1, "x"), Event(1, 2, "y"), Event(1, 1, "z")]
heapq.heapify(events)
print([heapq.heappop(events) for _ in range(3)])


class MedianFinder:
    def __init__(self):
        self.low, self.high = [], []

    def add(self, number):
        heapq.heappush(self.high, -heapq.heappushpop(self.low, -number))
        if len(self.high) > len(self.low):
            heapq.heappush(self.low, -heapq.heappop(self.high))

    def median(self):
        if len(self.low) > len(self.high):
            return -self.low[0]
        return (self.high[0] - self.low[0]) / 2


finder = MedianFinder()
for number in [5, 15, 1, 3, 8, 7]:
    finder.add(number)
    print(finder.median(), end=" ")
print()


class Heap(list):
    def push(self, item):
        heapq.heappush(self, item)

    def pop_smallest(self):
        return heapq.heappop(self)


heap = Heap()
for letter in "heap":
    heap.push(letter)
print(heap, heap.pop_smallest(), heap.pop_smallest(), len(heap), type(heap).__name__)


def huffman(text):
    counts = {}
    for letter in text:
        counts[letter] = counts.get(letter, 0) + 1
    nodes = [(count, letter, None) for letter, count in counts.items()]
    nodes = [(count, number, letter, None, None) for number, (count, letter, _) in enumerate(sorted(nodes))]
    heapq.heapify(nodes)
    number = len(nodes)
    while len(nodes) > 1:
        a, b = heapq.heappop(nodes), heapq.heappop(nodes)
        heapq.heappush(nodes, (a[0] + b[0], number, None, a, b))
        number += 1
    codes = {}

    def walk(node, code):
        if node[2] is not None:
            codes[node[2]] = code or "0"
        else:
            walk(node[3], code + "0")
            walk(node[4], code + "1")

    walk(nodes[0], "")
    return codes


codes = huffman("abracadabra")
print(sorted((len(code), letter) for letter, code in codes.items()), sum(len(codes[c]) for c in "abracadabra"))
