# The abstract classes of mappings and of what shows their keys, values and items.

from abc import abstractmethod
from collections.abc._hooks import _builtin, _generic
from collections.abc._sets import Set
from collections.abc._single import Collection, Sized


class Mapping(Collection):
    __slots__ = ()
    __match_mapping__ = True

    @classmethod
    def __subclasshook__(cls, C):
        return _builtin(C, "dict", "mappingproxy") if cls is Mapping else NotImplemented

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __reversed__ = None


class MappingView(Sized):
    __slots__ = ("_mapping",)
    __class_getitem__ = classmethod(_generic)

    @classmethod
    def __subclasshook__(cls, C):
        if cls is not MappingView:
            return NotImplemented
        return _builtin(C, "dict_keys", "dict_values", "dict_items")

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, C):
        return _builtin(C, "dict_keys") if cls is KeysView else NotImplemented

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, C):
        return _builtin(C, "dict_items") if cls is ItemsView else NotImplemented

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, C):
        return _builtin(C, "dict_values") if cls is ValuesView else NotImplemented

    def __contains__(self, value):
        for key in self._mapping:
            found = self._mapping[key]
            if found is value or found == value:
                return True
        return False

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class MutableMapping(Mapping):
    __slots__ = ()

    @classmethod
    def __subclasshook__(cls, C):
        return _builtin(C, "dict") if cls is MutableMapping else NotImplemented

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, /, *default):
        if len(default) > 1:
            raise TypeError(
                "MutableMapping.pop() takes from 2 to 3 positional arguments "
                f"but {len(default) + 2} were given"
            )
        try:
            value = self[key]
        except KeyError:
            if not default:
                raise
            return default[0]
        del self[key]
        return value

    def popitem(self):
        for key in self:
            break
        else:
            raise KeyError
        value = self[key]
        del self[key]
        return key, value

    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass

    def update(self, other=(), /, **kwds):
        if isinstance(other, Mapping):
            for key in other:
                self[key] = other[key]
        elif hasattr(other, "keys"):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default
