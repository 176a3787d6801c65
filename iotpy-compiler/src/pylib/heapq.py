# Binary heaps in lists.

from _heapq import heappop, heappush, heappushpop, heapreplace, sink

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest",
    "heappushpop",
]


def heapify(heap, /):
    if not isinstance(heap, list):
        kind = "None" if heap is None else type(heap).__name__
        raise TypeError(f"heapify() argument must be list, not {kind}")
    for start in range(len(heap) // 2 - 1, -1, -1):
        sink(heap, start)


class _Descending:
    __slots__ = ("item",)

    def __init__(self, item):
        self.item = item

    def __lt__(self, other):
        return other.item < self.item

    def __eq__(self, other):
        return self.item == other.item


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for value in iterator:
            rank = value if key is None else key(value)
            heap.append([_Descending(rank) if reverse else rank, order, value, iterator])
            break
    heapify(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        for value in entry[3]:
            rank = value if key is None else key(value)
            entry[0] = _Descending(rank) if reverse else rank
            entry[2] = value
            sink(heap, 0)
            break
        else:
            heappop(heap)
    if heap:
        yield heap[0][2]
        yield from heap[0][3]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n] if n > 0 else []


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n] if n > 0 else []
