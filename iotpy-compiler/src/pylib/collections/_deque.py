# A queue with two ends. What programs call in their loops is native.

import _deque


class deque:
    __static__ = True
    __module__ = "collections"
    __slots__ = ("_showing",)
    __match_sequence__ = True
    __hash__ = None

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._set([])
        self._set_limit(maxlen)
        self.extend(iterable)

    append = _deque.append
    appendleft = _deque.appendleft
    pop = _deque.pop
    popleft = _deque.popleft
    maxlen = property(_deque.limit)
    __len__ = _size = _deque.length
    __getitem__ = _deque.item
    __setitem__ = _deque.put
    _list = _deque.items
    _set = _deque.assign
    _set_limit = _deque.set_limit
    _changes = _deque.changes
    _read = _deque.read

    def extend(self, iterable, /):
        if self.maxlen is None and not self._size():
            self._set(list(iterable))
            return
        append = self._append
        for item in self._list() if iterable is self else iterable:
            append(item)

    # A derived class may have an append() of its own.
    _append = _deque.append
    _appendleft = _deque.appendleft

    def extendleft(self, iterable, /):
        append = self._appendleft
        for item in self._list() if iterable is self else iterable:
            append(item)

    def clear(self):
        self._set([])

    def copy(self):
        return self.__copy__()

    def __copy__(self):
        if self.maxlen is None:
            return self.__class__(self)
        return self.__class__(self, self.maxlen)

    def __reduce__(self):
        state = getattr(self, "__dict__", None) or None
        arguments = () if self.maxlen is None else ((), self.maxlen)
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
        if self.maxlen is not None and len(self) >= self.maxlen:
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
        size = self._size()
        if size < 2:
            return
        n %= size
        if n + n <= size:
            for _ in range(n):
                self._appendleft(self._pop())
        else:
            for _ in range(size - n):
                self._append(self._popleft())

    _pop = _deque.pop
    _popleft = _deque.popleft

    def __iter__(self):
        return self._each(self._size(), self._changes())

    def _each(self, size, changes):
        read = self._read
        for place in range(size):
            yield read(place, changes)
        read(size, changes)

    def __reversed__(self):
        items = self._list()
        items.reverse()
        return iter(items)

    def __contains__(self, value):
        return value in self._list()

    def __delitem__(self, index):
        items = self._list()
        self[index]
        del items[index]
        self._set(items)

    def __repr__(self):
        if getattr(self, "_showing", False):
            return "[...]"
        self._showing = True
        try:
            shown = repr(self._list())
        finally:
            self._showing = False
        if self.maxlen is not None:
            shown += f", maxlen={self.maxlen}"
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
        if self.maxlen is not None and len(items) > self.maxlen:
            items = items[len(items) - self.maxlen:]
        self._set(items)
        return self

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)
