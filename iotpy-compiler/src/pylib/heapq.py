# Binary heaps in lists. Where equal items end up is the same as in CPython: a hole sinks to a leaf
# along the smaller children, then the item rises from there.

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest",
    "heappushpop",
]


def _rise(heap, start, at):
    item = heap[at]
    while at > start:
        above = (at - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[at] = parent
        at = above
    heap[at] = item


def _sink(heap, start):
    end = len(heap)
    item = heap[start]
    at = start
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _rise(heap, start, at)


def heappush(heap, item, /):
    _list(heap, "heappush() argument 1")
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    _list(heap, "heappop() argument")
    last = heap.pop() if heap else _empty()
    if not heap:
        return last
    top = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return top


def heapreplace(heap, item, /):
    _list(heap, "heapreplace() argument 1")
    top = heap[0] if heap else _empty()
    heap[0] = item
    _sink(heap, 0)
    return top


def heappushpop(heap, item, /):
    _list(heap, "heappushpop() argument 1")
    if heap and heap[0] < item:
        top = heap[0]
        heap[0] = item
        _sink(heap, 0)
        return top
    return item


def heapify(heap, /):
    _list(heap, "heapify() argument")
    for start in range(len(heap) // 2 - 1, -1, -1):
        _sink(heap, start)


def _list(heap, place):
    if not isinstance(heap, list):
        kind = "None" if heap is None else type(heap).__name__
        raise TypeError(f"{place} must be list, not {kind}")


def _empty():
    raise IndexError("index out of range")


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
            _sink(heap, 0)
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
