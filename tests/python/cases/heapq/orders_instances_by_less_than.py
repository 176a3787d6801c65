import heapq


class Task:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority

    def __repr__(self):
        return f"Task({self.priority}, {self.name!r})"


heap = []
for number, name in enumerate(["e", "b", "a", "d", "c", "f"]):
    heapq.heappush(heap, Task(number * 5 % 7, name))
print(heap)
print([heapq.heappop(heap).name for _ in range(3)], heap)
print(heapq.heapreplace(heap, Task(-1, "z")), heap)
print(heapq.heappushpop(heap, Task(100, "y")), heap)
ties = [Task(1, letter) for letter in "abcdefgh"]
heapq.heapify(ties)
print(ties)
print([heapq.heappop(ties).name for _ in range(8)])
print(heapq.nsmallest(2, [Task(3, "x"), Task(1, "y"), Task(2, "z")]))
print(heapq.nlargest(2, [Task(3, "x"), Task(1, "y"), Task(3, "z")]))
print(list(heapq.merge([Task(1, "a"), Task(3, "b")], [Task(1, "c"), Task(2, "d")], key=lambda t: t.priority)))
