# A queue with two ends: a list whose first items are a gap, which grows and shrinks so that both
# ends cost the same.


class deque:
    __module__ = "collections"
    __slots__ = ("_items", "_head", "_limit", "_showing")
    __hash__ = None

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._items = []
        self._head = 0
        self._limit = maxlen
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._limit

    def append(self, item, /):
        self._items.append(item)
        if self._limit is not None and len(self._items) - self._head > self._limit:
            self.popleft()

    def appendleft(self, item, /):
        if self._limit is not None and len(self._items) - self._head >= self._limit:
            if not self._limit:
                return
            self._items.pop()
        if not self._head:
            self._open(1)
        self._head -= 1
        self._items[self._head] = item

    def _open(self, needed):
        """Makes the gap larger by at least so many items."""
        size = needed + (len(self._items) >> 1) + 7
        self._items[:0] = [None] * size
        self._head += size

    def pop(self):
        if len(self._items) == self._head:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        items = self._items
        head = self._head
        if head == len(items):
            raise IndexError("pop from an empty deque")
        item = items[head]
        items[head] = None
        head += 1
        if head > 31 and head + head > len(items):
            del items[:head]
            head = 0
        self._head = head
        return item

    def extend(self, iterable, /):
        if self._limit is None:
            if iterable is self:
                iterable = self._list()
            self._items.extend(iterable)
        elif iterable is self:
            for item in self._list():
                self.append(item)
        else:
            for item in iterable:
                self.append(item)

    def extendleft(self, iterable, /):
        for item in self._list() if iterable is self else iterable:
            self.appendleft(item)

    def _list(self):
        return self._items[self._head:]

    def _set(self, items):
        self._items = items
        self._head = 0

    def clear(self):
        self._set([])

    def copy(self):
        return self.__copy__()

    def __copy__(self):
        if self._limit is None:
            return self.__class__(self)
        return self.__class__(self, self._limit)

    def __reduce__(self):
        state = getattr(self, "__dict__", None) or None
        arguments = () if self._limit is None else ((), self._limit)
        return type(self), arguments, state, iter(self._list())

    def count(self, value, /):
        return self._list().count(value)

    def index(self, value, start=0, stop=None, /):
        items = self._list()
        for place in range(*slice(start, stop).indices(len(items))):
            if items[place] is value or items[place] == value:
                return place
        raise ValueError(f"{value!r} is not in deque")

    def insert(self, index, value, /):
        if self._limit is not None and len(self) >= self._limit:
            raise IndexError("deque already at its maximum size")
        items = self._list()
        items.insert(index, value)
        self._set(items)

    def remove(self, value, /):
        items = self._list()
        for place, item in enumerate(items):
            if item is value or item == value:
                if len(items) != len(self):
                    raise IndexError("deque mutated during remove().")
                del items[place]
                self._set(items)
                return
        raise ValueError(f"{value!r} is not in deque")

    def reverse(self):
        items = self._list()
        items.reverse()
        self._set(items)

    def rotate(self, n=1, /):
        size = len(self)
        if size < 2:
            return
        n %= size
        if not n:
            return
        items = self._items
        if n + n <= size:
            moved = items[-n:]
            del items[-n:]
            if self._head < n:
                self._open(n)
            self._items[self._head - n:self._head] = moved
            self._head -= n
        else:
            n = size - n
            end = self._head + n
            items.extend(items[self._head:end])
            del items[self._head:end]

    def __len__(self):
        return len(self._items) - self._head

    def __iter__(self):
        return self._each(self._items, self._head, len(self._items))

    def _each(self, items, head, end):
        place = head
        while self._items is items and self._head == head and len(items) == end:
            if place == end:
                return
            yield items[place]
            place += 1
        raise RuntimeError("deque mutated during iteration")

    def __reversed__(self):
        items = self._list()
        items.reverse()
        return iter(items)

    def __contains__(self, value):
        return value in self._list()

    def _place(self, index):
        if type(index) is not int:
            if not hasattr(index, "__index__"):
                raise TypeError(
                    f"sequence index must be integer, not '{type(index).__name__}'"
                )
            index = index.__index__()
        index += self._head if index >= 0 else len(self._items)
        if self._head <= index < len(self._items):
            return index
        raise IndexError("deque index out of range")

    def __getitem__(self, index):
        return self._items[self._place(index)]

    def __setitem__(self, index, value):
        self._items[self._place(index)] = value

    def __delitem__(self, index):
        del self._items[self._place(index)]

    def __repr__(self):
        if getattr(self, "_showing", False):
            return "[...]"
        self._showing = True
        try:
            shown = repr(self._list())
        finally:
            self._showing = False
        if self._limit is not None:
            shown += f", maxlen={self._limit}"
        return f"{type(self).__name__}({shown})"

    def __eq__(self, other):
        return self._list() == other._list() if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return self._list() < other._list() if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return self._list() <= other._list() if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return self._list() > other._list() if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return self._list() >= other._list() if isinstance(other, deque) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(
                f'can only concatenate deque (not "{type(other).__name__}") to deque'
            )
        result = self.__copy__()
        result.extend(other)
        return result

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        if not hasattr(times, "__index__"):
            raise TypeError(
                f"can't multiply sequence by non-int of type '{type(times).__name__}'"
            )
        result = self.__copy__()
        result.__imul__(times)
        return result

    __rmul__ = __mul__

    def __imul__(self, times):
        items = self._list() * times
        if self._limit is not None and len(items) > self._limit:
            items = items[len(items) - self._limit:]
        self._set(items)
        return self

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)
