# The abstract classes of sequences.

from abc import abstractmethod
from collections.abc._hooks import _builtin
from collections.abc._single import Collection, Reversible


class Sequence(Reversible, Collection):
    __slots__ = ()
    __match_sequence__ = True

    @classmethod
    def __subclasshook__(cls, C):
        if cls is not Sequence:
            return NotImplemented
        return _builtin(
            C, "list", "tuple", "str", "range", "bytes", "bytearray", "memoryview", "deque"
        )

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        index = 0
        try:
            while True:
                yield self[index]
                index += 1
        except IndexError:
            return

    def __contains__(self, value):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def __reversed__(self):
        for index in range(len(self) - 1, -1, -1):
            yield self[index]

    def index(self, value, start=0, stop=None):
        if start is not None and start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        while stop is None or start < stop:
            try:
                item = self[start]
            except IndexError:
                break
            if item is value or item == value:
                return start
            start += 1
        raise ValueError

    def count(self, value):
        found = 0
        for item in self:
            if item is value or item == value:
                found += 1
        return found


class ByteString(Sequence):
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, C):
        return _builtin(C, "bytes", "bytearray") if cls is ByteString else NotImplemented


class MutableSequence(Sequence):
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, C):
        if cls is not MutableSequence:
            return NotImplemented
        return _builtin(C, "list", "bytearray", "deque")

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        try:
            while True:
                self.pop()
        except IndexError:
            pass

    def reverse(self):
        size = len(self)
        for index in range(size // 2):
            other = size - index - 1
            self[index], self[other] = self[other], self[index]

    def extend(self, values):
        if values is self:
            values = list(values)
        for value in values:
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self
