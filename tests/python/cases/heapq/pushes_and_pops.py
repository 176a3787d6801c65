import heapq
from heapq import heapify, heappop, heappush, heappushpop, heapreplace

heap = []
for value in [5, 1, 8, 3, 9, 2, 7, 1]:
    heappush(heap, value)
    print(heap)
print(heap[0])
while heap:
    print(heappop(heap), heap)
data = [9, 4, 7, 1, 8, 2, 6, 3, 5, 0]
heapify(data)
print(data)
print(heapreplace(data, 10), data)
print(heappushpop(data, -5), data)
print(heappushpop(data, 4), data)
print(heappushpop([], 4))
print(heapq.heappop(data), data)
tasks = []
heappush(tasks, (2, "code"))
heappush(tasks, (1, "eat"))
heappush(tasks, (3, "sleep"))
heappush(tasks, (1, "drink"))
print([heappop(tasks) for _ in range(4)])
words = "the quick brown fox jumps over the lazy dog".split()
heapify(words)
print(words, [heappop(words) for _ in range(len(words))])
floats = [2.5, 1, -3.25, 7, 0.0]
heapify(floats)
print(floats)
numbers = [(i * 7919) % 1009 for i in range(300)]
heap = list(numbers)
heapify(heap)
print(heap[:20], [heappop(heap) for _ in range(300)] == sorted(numbers))
