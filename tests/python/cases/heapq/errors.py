from heapq import heapify, heappop, heappush, heappushpop, heapreplace, nlargest


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


show(heappop, [])
show(heapreplace, [], 1)
show(heappush, (1, 2), 3)
show(heappop, "abc")
show(heapify, {1: 2})
show(heappushpop, None, 1)
show(heappush, [1], "a")
show(heapify, [1, "a", 2])
show(heappush, [{}], {})
show(heapify, [None, None])
heap = [(1, "a")]
show(heappush, heap, (1, {}))
show(nlargest, 2, [1, "a"])
show(nlargest, 2, 5)


class Bad:
    def __lt__(self, other):
        raise ValueError("cannot compare")


show(heapify, [Bad(), Bad()])
