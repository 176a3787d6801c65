# Protocols: classes known by their methods.

import abc
from typing._alias import _GenericAlias
from typing._generic import Generic

_NOT_OF_PROTOCOL = (
    "__abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __new__ "
    "__slots__ __subclasshook__ __weakref__ __class_getitem__ __parameters__ __orig_bases__ "
    "__orig_class__ _is_protocol _is_runtime_protocol __qualname__ __init_subclass__"
).split()


def _protocol_members(cls):
    found = []
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ("Protocol", "Generic"):
            for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", ())):
                if not name.startswith("_abc_") and name not in _NOT_OF_PROTOCOL:
                    found.append(name)
    return found


def _only_methods(cls):
    for name in _protocol_members(cls):
        if not callable(getattr(cls, name, None)):
            return False
    return True


class _ProtocolMeta(abc.ABCMeta):
    def __instancecheck__(cls, instance):
        is_protocol = cls.__dict__.get("_is_protocol", False)
        if is_protocol and not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError(
                "Instance and class checks can only be used with @runtime_checkable protocols"
            )
        if not is_protocol or _only_methods(cls):
            if issubclass(instance.__class__, cls):
                return True
        if is_protocol:
            for name in _protocol_members(cls):
                if not hasattr(instance, name):
                    break
                if callable(getattr(cls, name, None)) and getattr(instance, name) is None:
                    break
            else:
                return True
            if not _only_methods(cls):
                return cls in type(instance).__mro__
        return super().__instancecheck__(instance)


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if base is object or base is Generic or base.__module__ in _OPEN_MODULES:
                continue
            if not (issubclass(base, Generic) and getattr(base, "_is_protocol", False)):
                raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        if "__init__" not in cls.__dict__:
            cls.__init__ = _no_instances

    @classmethod
    def __subclasshook__(cls, other):
        if not cls.__dict__.get("_is_protocol", False):
            return NotImplemented
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError(
                "Instance and class checks can only be used with @runtime_checkable protocols"
            )
        if not _only_methods(cls):
            raise TypeError("Protocols with non-method members don't support issubclass()")
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        for name in _protocol_members(cls):
            if getattr(other, name, None) is None:
                return NotImplemented
        return True


_OPEN_MODULES = ("collections.abc", "contextlib")


def _no_instances(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        found = base.__dict__.get("__init__", _no_instances)
        if found is not _no_instances:
            cls.__init__ = found
            found(self, *args, **kwargs)
            return
    cls.__init__ = object.__init__


def runtime_checkable(cls):
    if not (issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError(
            f"@runtime_checkable can be only applied to protocol classes, got {cls!r}"
        )
    cls._is_runtime_protocol = True
    return cls


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __int__(self):
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __float__(self):
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __complex__(self):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __bytes__(self):
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __index__(self):
        pass


class _Supports(Protocol):
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        return _GenericAlias(cls, (parameters,))


@runtime_checkable
class SupportsAbs(_Supports, Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __abs__(self):
        pass


@runtime_checkable
class SupportsRound(_Supports, Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __round__(self, ndigits=0):
        pass
