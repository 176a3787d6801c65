# Functions of functions.

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering",
    "cache", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod",
    "singledispatch", "singledispatchmethod", "cached_property",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


def reduce(function, iterable, /, *initial):
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if len(initial) > 1:
        raise TypeError(f"reduce expected at most 3 arguments, got {len(initial) + 2}")
    if initial:
        result = initial[0]
    else:
        for result in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in iterator:
        result = function(result, item)
    return result


class partial:
    __static__ = True

    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, *args = args
        if not callable(func):
            raise TypeError("the first argument must be callable")
        args = tuple(args)
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = object.__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if self.keywords:
            keywords = {**self.keywords, **keywords}
        return self.func(*self.args, *args, **keywords)

    def __repr__(self):
        cls = type(self)
        name = "functools.partial" if cls is partial else cls.__name__
        return f"{name}({_shown(self)})"

    def __reduce__(self):
        return type(self), (self.func,) + self.args, (self.func, self.args, self.keywords, None)

    def __setstate__(self, state):
        self.func, self.args, self.keywords, _ = state


def _shown(self):
    shown = [repr(self.func)]
    shown.extend([repr(argument) for argument in self.args])
    shown.extend([f"{name}={value!r}" for name, value in self.keywords.items()])
    return ", ".join(shown)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        return f"{cls.__module__}.{cls.__qualname__}({_shown(self)})"

    def __get__(self, obj, cls=None):
        func = self.func
        if hasattr(func, "__get__"):
            bound = func.__get__(obj, cls)
            if bound is not func:
                return partial(bound, *self.args, **self.keywords)
        args = self.args
        keywords = self.keywords
        if obj is None:
            return lambda self, /, *more, **named: func(self, *args, *more, **{**keywords, **named})
        return partial(func, obj, *args, **keywords)


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda user_function: _cached(user_function, maxsize, typed)


def _cached(function, maxsize, typed):
    if not callable(function):
        raise TypeError("the first argument must be callable")
    known = {}
    absent = object()
    hits = misses = 0

    def unbounded(*args, **kwargs):
        nonlocal hits, misses
        key = args
        if kwargs or typed:
            key = _key(args, kwargs, typed, absent)
        elif len(args) == 1 and (type(args[0]) is int or type(args[0]) is str):
            key = args[0]
        result = known.get(key, absent)
        if result is not absent:
            hits += 1
            return result
        misses += 1
        result = known[key] = function(*args, **kwargs)
        return result

    def bounded(*args, **kwargs):
        nonlocal hits, misses
        key = args
        if kwargs or typed:
            key = _key(args, kwargs, typed, absent)
        elif len(args) == 1 and (type(args[0]) is int or type(args[0]) is str):
            key = args[0]
        result = known.pop(key, absent)
        if result is not absent:
            hits += 1
            known[key] = result
            return result
        misses += 1
        result = function(*args, **kwargs)
        if key not in known:
            if len(known) >= maxsize:
                del known[next(iter(known))]
            known[key] = result
        return result

    def uncached(*args, **kwargs):
        nonlocal misses
        misses += 1
        return function(*args, **kwargs)

    def cache_info():
        return _cache_info(hits, misses, maxsize, len(known))

    def cache_clear():
        nonlocal hits, misses
        hits = misses = 0
        known.clear()

    wrapper = unbounded if maxsize is None else bounded if maxsize else uncached
    update_wrapper(wrapper, function)
    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return wrapper


def _key(args, kwargs, typed, mark):
    key = args
    if kwargs:
        key += (mark,)
        for item in kwargs.items():
            key += item
    if typed:
        key += tuple([type(value) for value in args])
        key += tuple([type(value) for value in kwargs.values()])
    return key


_info_class = None


def _cache_info(hits, misses, maxsize, size):
    global _info_class
    if _info_class is None:
        from collections import namedtuple

        fields = ["hits", "misses", "maxsize", "currsize"]
        _info_class = namedtuple("CacheInfo", fields, module="functools")
    return _info_class(hits, misses, maxsize, size)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it."
            )
        try:
            known = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {name!r} property."
            ) from None
        if name in known:
            return known[name]
        value = self.func(instance)
        known[name] = value
        return value


def cmp_to_key(mycmp):
    class KeyWrapper:
        __slots__ = ("obj",)
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return KeyWrapper


def total_ordering(cls):
    for root in ("__lt__", "__le__", "__gt__", "__ge__"):
        if _orders(cls, root):
            break
    else:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    opposite = {"t": "e", "e": "t"}
    side, strict = root[2], root[3]
    for other_side in "lg":
        for other_strict in "te":
            name = f"__{other_side}{other_strict}__"
            if _orders(cls, name):
                continue
            if other_side == side:
                # a <= b from a < b, or the other way.
                method = _joined(root, False, strict == "t")
            elif other_strict == opposite[strict]:
                method = _negated(root)
            else:
                # a > b from a < b.
                method = _joined(root, True, strict == "e")
            method.__name__ = name
            setattr(cls, name, method)
    return cls


def _orders(cls, name):
    for base in cls.__mro__:
        if base in (int, float, str, bytes, bytearray, tuple, list, set, frozenset):
            return True
        if base.__module__ != "builtins" and name in base.__dict__:
            return True
    return False


def _negated(root):
    def method(self, other):
        result = getattr(type(self), root)(self, other)
        return result if result is NotImplemented else not result

    return method


def _joined(root, negate, or_equal):
    def method(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negate:
            result = not result
        if or_equal:
            return result or self == other
        return result and self != other

    return method


def singledispatch(func):
    registry = {}
    found = {}

    def dispatch(cls):
        implementation = found.get(cls)
        if implementation is None:
            implementation = registry.get(cls) or _most_specific(cls, registry)
            found[cls] = implementation
        return implementation

    def register(cls, func=None):
        classes = getattr(cls, "__args__", None) if _is_union(cls) else (cls,)
        if not isinstance(cls, type) and not (
            _is_union(cls) and all([isinstance(part, type) for part in classes])
        ):
            if func is not None:
                raise TypeError(
                    "Invalid first argument to `register()`. "
                    f"{cls!r} is not a class or union type."
                )
            annotations = getattr(cls, "__annotations__", None)
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` "
                    "on an annotated function."
                )
            func = cls
            name, cls = next(iter(annotations.items()))
            if cls is None:
                cls = type(None)
            if not isinstance(cls, type) and not _is_union(cls):
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
            return register(cls, func)
        if func is None:
            return lambda function: register(cls, function)
        for part in classes:
            registry[part] = func
        found.clear()
        return func

    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kwargs)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


def _is_union(cls):
    kind = type(cls).__name__
    return kind.endswith("UnionType") or kind == "_UnionGenericAlias"


def _most_specific(cls, registry):
    """The implementation for a class of which only bases are registered, abstract ones included."""
    mro = cls.__mro__
    virtual = [kind for kind in registry if kind not in mro and issubclass(cls, kind)]
    for base in mro:
        if base in registry:
            return registry[base]
        best = None
        for kind in virtual:
            if not issubclass(base, kind):
                continue
            if any([issubclass(above, kind) for above in base.__bases__]):
                continue
            if best is None or issubclass(kind, best):
                best = kind
            elif not issubclass(best, kind):
                raise RuntimeError(f"Ambiguous dispatch: {best} or {kind}")
        if best is not None:
            return registry[best]
    return registry[object]


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def bound(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)

        bound.register = self.register
        update_wrapper(bound, self.func)
        return bound
