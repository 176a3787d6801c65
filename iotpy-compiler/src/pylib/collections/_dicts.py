# Dicts that make missing values, and dicts that can be put in order.


class defaultdict(dict):
    __static__ = True
    __module__ = "collections"
    __slots__ = ("default_factory", "_showing")

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **kwargs)

    def __missing__(self, key):
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        self[key] = value = factory()
        return value

    def copy(self):
        return self.__class__(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        factory = () if self.default_factory is None else (self.default_factory,)
        return type(self), factory, None, None, iter(self.items())

    def __repr__(self):
        # The factory, if it is a method of this dict, and the items may show this dict again.
        kind = type(self).__name__
        showing = getattr(self, "_showing", None)
        try:
            self._showing = "factory"
            factory = "..." if showing == "factory" else repr(self.default_factory)
            self._showing = "items"
            items = "{...}" if showing == "items" else dict.__repr__(self)
        finally:
            self._showing = showing
        return f"{kind}({factory}, {items})"

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(self.default_factory, other)
        result.update(self)
        return result


class OrderedDict(dict):
    __static__ = True
    __module__ = "collections"
    # The machine looks for it, to show the views of this class as such.
    __views = "odict"

    def __init__(self, /, *args, **kwds):
        if len(args) > 1:
            raise TypeError(f"expected at most 1 arguments, got {len(args)}")
        if type(self).__setitem__ == dict.__setitem__:
            dict.__init__(self, *args, **kwds)
        else:
            self._put_all(*args, **kwds)

    def update(self, /, *args, **kwds):
        if len(args) > 1:
            raise TypeError(f"update() takes at most 1 positional argument ({len(args)} given)")
        if type(self).__setitem__ == dict.__setitem__:
            dict.update(self, *args, **kwds)
        else:
            self._put_all(*args, **kwds)

    # A `__setitem__` of a derived class sees every item.
    def _put_all(self, other=(), /, **kwds):
        if hasattr(other, "keys"):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        if type(self).__setitem__ == dict.__setitem__:
            return dict.setdefault(self, key, default)
        if key in self:
            return self[key]
        self[key] = default
        return default

    def move_to_end(self, key, last=True):
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
        else:
            items = list(dict.items(self))
            dict.clear(self)
            dict.__setitem__(self, key, value)
            dict.update(self, items)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            return dict.popitem(self)
        key = next(iter(self))
        return key, dict.pop(self, key)

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def __reduce__(self):
        state = getattr(self, "__dict__", None) or None
        return type(self), (), state, None, iter(self.items())

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        # The text of a dict breaks the circle of one that holds itself.
        if _is_showing(self):
            return "..."
        _showing.append(self)
        try:
            return f"{type(self).__name__}({list(self.items())!r})"
        finally:
            _showing.pop()

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(self)
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self


_showing = []


def _is_showing(one):
    for other in _showing:
        if other is one:
            return True
    return False
