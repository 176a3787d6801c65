# How the abstract classes know a class that has their methods. Builtin types are known by name, so
# that importing these modules registers nothing.


def _has(cls, *names):
    """What a hook answers for a class that has, or has not, all of these methods."""
    for name in names:
        for base in cls.__mro__:
            own = _own(base, name)
            if own is None:
                return NotImplemented
            if own:
                break
        else:
            return NotImplemented
    return True


def _own(base, name):
    """Whether a class defines a method; None if it forbids it."""
    if base.__module__ != "builtins":
        methods = base.__dict__
        return (True if methods[name] is not None else None) if name in methods else False
    kind = base.__name__
    if name == "__hash__":
        unhashable = ("list", "dict", "set", "bytearray", "dict_keys", "dict_items", "slice")
        return None if kind in unhashable else True
    if name == "__call__":
        # Every class has this one: its metaclass does.
        return kind in (
            "function", "builtin_function_or_method", "method", "type", "staticmethod",
            "wrapper_descriptor", "method_descriptor", "classmethod_descriptor",
        )
    return hasattr(base, name)


def _builtin(cls, *names):
    for base in cls.__mro__:
        if base.__name__ in names and base.__module__ in ("builtins", "collections"):
            return True
    return NotImplemented


def _generic(cls, item):
    from types import GenericAlias

    return GenericAlias(cls, item)
