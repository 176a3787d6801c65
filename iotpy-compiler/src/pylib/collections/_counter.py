# A dict that counts.

from _lang import pass_for


class Counter(dict):
    __module__ = "collections"

    def __init__(self, iterable=None, /, **kwds):
        dict.__init__(self)
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=_count_of, reverse=True)
        return ordered if n is None else ordered[:max(n, 0)]

    def elements(self):
        from itertools import chain

        return pass_for(_elements(list(self.items())), chain)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead."
        )

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if not _is_mapping(iterable):
                _count(self, iterable)
            elif self:
                for key, count in iterable.items():
                    self[key] = count + self.get(key, 0)
            else:
                dict.update(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            get = self.get
            if _is_mapping(iterable):
                for key, count in iterable.items():
                    self[key] = get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = get(key, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, key):
        if key in self:
            dict.__delitem__(self, key)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return f"{name}()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{name}({shown!r})"

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        for key in _keys(self, other):
            if self[key] != other[key]:
                return False
        return True

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        for key in _keys(self, other):
            if not self[key] <= other[key]:
                return False
        return True

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return other <= self

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive([(key, self[key] + other[key]) for key in _keys(self, other)])

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive([(key, self[key] - other[key]) for key in _keys(self, other)])

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive([(key, _larger(self[key], other[key])) for key in _keys(self, other)])

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive([(key, _smaller(self[key], other[key])) for key in self])

    def __pos__(self):
        return _positive(self.items())

    def __neg__(self):
        return _positive([(key, 0 - count) for key, count in self.items()])

    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return _keep_positive(self)

    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return _keep_positive(self)

    def __ior__(self, other):
        for key, count in other.items():
            if count > self[key]:
                self[key] = count
        return _keep_positive(self)

    def __iand__(self, other):
        for key, count in self.items():
            if other[key] < count:
                self[key] = other[key]
        return _keep_positive(self)


def _count_of(item):
    return item[1]


def _count(counter, iterable):
    if type(counter).__setitem__ != dict.__setitem__:
        for key in iterable:
            counter[key] = counter.get(key, 0) + 1
        return
    # A plain dict counts faster; the counter itself only has to be one if it has items.
    counts = dict(counter)
    get = counts.get
    for key in iterable:
        counts[key] = get(key, 0) + 1
    dict.update(counter, counts)


def _elements(items):
    for key, count in items:
        for _ in range(count):
            yield key


def _is_mapping(value):
    if isinstance(value, dict):
        return True
    if isinstance(value, (list, tuple, str, bytes, set, frozenset)) or not hasattr(value, "items"):
        return False
    from collections.abc import Mapping

    return isinstance(value, Mapping)


def _keys(one, other):
    return [*one, *[key for key in other if key not in one]]


def _larger(one, other):
    return other if one < other else one


def _smaller(one, other):
    return one if one < other else other


def _positive(items):
    result = Counter()
    for key, count in items:
        if count > 0:
            result[key] = count
    return result


def _keep_positive(counter):
    for key in [key for key, count in counter.items() if not count > 0]:
        del counter[key]
    return counter
