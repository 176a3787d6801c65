# Shallow and deep copies.

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error


def copy(x):
    cls = type(x)
    if _is_atomic(cls) or cls is tuple or cls is frozenset:
        return x
    if cls is list or cls is dict or cls is set or cls is bytearray:
        return x.copy()
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    return _rebuilt(x, cls, _reduced(x, cls), None)


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if _is_atomic(cls):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    done = memo.get(key, _nil)
    if done is not _nil:
        return done
    if cls is list:
        result = []
        memo[key] = result
        for item in x:
            result.append(deepcopy(item, memo))
    elif cls is dict:
        result = {}
        memo[key] = result
        for name, value in x.items():
            result[deepcopy(name, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        result = _deep_tuple(x, memo)
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            result = copier(memo)
        else:
            result = _rebuilt(x, cls, _reduced(x, cls), memo)
    if result is not x:
        memo[key] = result
        # The original must outlive the memo, or another object could get its id.
        memo.setdefault(id(memo), []).append(x)
    return result


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    done = memo.get(id(x))
    if done is not None:
        return done
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _is_atomic(cls):
    return cls in _ATOMIC or issubclass(cls, type)


_ATOMIC = frozenset(
    [int, str, float, bool, bytes, type(None), type, slice, range, property]
    + [type(_is_atomic), type(len), type(...), type(NotImplemented)]
)


def _own(cls, name):
    """A method that a class in Python defines."""
    for base in cls.__mro__:
        if base.__module__ != "builtins" and name in base.__dict__:
            return getattr(cls, name)
    return None


def _reduced(x, cls):
    """What makes the object again, as `object.__reduce_ex__` tells."""
    reducer = _own(cls, "__reduce_ex__")
    if reducer is not None:
        return reducer(x, 4)
    reducer = _own(cls, "__reduce__")
    if reducer is not None:
        return reducer(x)
    if isinstance(x, BaseException):
        return cls, x.args, x.__dict__ or None
    if cls.__name__ == "method":
        return getattr, (x.__self__, x.__func__.__name__)
    base = _payload(x)
    if cls is frozenset or cls is set or cls is bytearray:
        return cls, base
    if cls.__module__ == "builtins" and cls is not object:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    arguments, keywords = base, {}
    maker = _own(cls, "__getnewargs_ex__")
    if maker is not None:
        arguments, keywords = maker(x)
    else:
        maker = _own(cls, "__getnewargs__")
        if maker is not None:
            arguments = maker(x)
    items = iter(x) if isinstance(x, list) else None
    pairs = iter(x.items()) if isinstance(x, dict) else None
    return _new, (cls, arguments, keywords), _state(x, cls), items, pairs


def _new(cls, arguments, keywords):
    if issubclass(cls, (set, bytearray)):
        return cls(*arguments)
    return cls.__new__(cls, *arguments, **keywords)


def _payload(x):
    """The arguments that give a new object the value of a builtin type."""
    for kind in (str, int, float, bytes, tuple):
        if isinstance(x, kind):
            return (kind(x),)
    if isinstance(x, (set, frozenset, bytearray)):
        return (list(x),)
    return ()


def _state(x, cls):
    getter = _own(cls, "__getstate__")
    if getter is not None:
        return getter(x)
    state = getattr(x, "__dict__", None) or None
    slots = {}
    for base in cls.__mro__:
        if base.__module__ == "builtins":
            continue
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name.startswith("__") and not name.endswith("__"):
                name = "_" + base.__name__.lstrip("_") + name
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                slots[name] = getattr(x, name)
    return (state, slots) if slots else state


def _rebuilt(x, cls, reduced, memo):
    if isinstance(reduced, str):
        return x
    function, arguments, state, items, pairs = tuple(reduced) + (None,) * (5 - len(reduced))
    deep = memo is not None
    if deep:
        if function is _new:
            arguments = (cls, deepcopy(arguments[1], memo), deepcopy(arguments[2], memo))
        else:
            arguments = [deepcopy(argument, memo) for argument in arguments]
    result = function(*arguments)
    if deep:
        memo[id(x)] = result
    if state is not None:
        _restore(result, deepcopy(state, memo) if deep else state)
    if items is not None:
        for item in items:
            result.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            result[key] = value
    return result


def _restore(result, state):
    if hasattr(result, "__setstate__"):
        result.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        result.__dict__.update(state)
    if slots:
        for name, value in slots.items():
            setattr(result, name, value)
