# Types with their arguments, and the names of typing for types that take some.

import typing
from types import GenericAlias
from typing._arguments import _Form, _argument, _check_count, _is_root, _shown, _variables
from typing._variables import _Variable


class _SpecialForm(_Form):
    def __init__(self, name, take=None):
        self._name = name
        self._take = take

    def __getattr__(self, name):
        if name == "__name__" or name == "__qualname__":
            return self._name
        raise AttributeError(name)

    def __repr__(self):
        return "typing." + self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __getitem__(self, parameters):
        if self._take is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._take(self, parameters)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")


# A type or a form with its arguments.
class _GenericAlias(_Form):
    def __init__(self, origin, args, *, inst=True, name=None):
        if not isinstance(args, tuple):
            args = (args,)
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _variables(args)
        self._inst = inst
        self._name = name
        if not name:
            self.__module__ = origin.__module__

    def __getattr__(self, name):
        if name == "__name__" or name == "__qualname__":
            return self._name or getattr(self.__origin__, name)
        if name == "__module__":
            return "typing"
        if name != "__origin__" and not (name[:2] == "__" == name[-2:]):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __repr__(self):
        name = "typing." + self._name if self._name else _shown(self.__origin__)
        arguments = ", ".join([_shown(one) for one in self.__args__]) or "()"
        return f"{name}[{arguments}]"

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; "
                f"use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __getitem__(self, parameters):
        if _is_root(self.__origin__):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        parameters = [_argument(one) for one in parameters]
        _check_count(self, len(parameters), len(self.__parameters__))
        changes = dict(zip(self.__parameters__, parameters))
        return self._copy(tuple([_substitute(one, changes) for one in self.__args__]))

    def _copy(self, args):
        return _GenericAlias(self.__origin__, args, inst=self._inst, name=self._name)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return _special_entries(self, bases)
        if self.__origin__ is typing.Generic:
            if any([_is_root(base) and base is not typing.Generic for base in bases]):
                return ()
            for base in bases[bases.index(self) + 1 :]:
                if isinstance(base, _GenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _special_entries(alias, bases):
    found = []
    if alias.__origin__ not in bases:
        found.append(alias.__origin__)
    for base in bases[bases.index(alias) + 1 :]:
        if isinstance(base, (_GenericAlias, _SpecialGenericAlias)):
            return tuple(found)
        if isinstance(base, type) and issubclass(base, typing.Generic):
            return tuple(found)
    found.append(typing.Generic)
    return tuple(found)


def _substitute(kind, changes):
    if isinstance(kind, _Variable):
        return changes.get(kind, kind)
    parameters = getattr(kind, "__parameters__", ())
    if isinstance(kind, type) and not isinstance(kind, GenericAlias) or not parameters:
        return kind
    return kind[tuple([changes.get(one, one) for one in parameters])]


# A name of typing for a type that takes arguments, before it has been given any.
class _SpecialGenericAlias(_Form):
    def __init__(self, origin, count, *, inst=False, name=None):
        self.__origin__ = origin
        self._count = count
        self._inst = inst
        self._name = name or origin.__name__

    def __getattr__(self, name):
        if name == "__name__" or name == "__qualname__":
            return self._name
        if name == "__module__":
            return "typing"
        if name != "__origin__" and not (name[:2] == "__" == name[-2:]):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        message = "Parameters to generic types must be types."
        parameters = tuple([_argument(one, message) for one in parameters])
        _check_count(self, len(parameters), self._count)
        return _GenericAlias(self.__origin__, parameters, inst=self._inst, name=self._name)

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; "
                f"use {self.__origin__.__name__}() instead"
            )
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return _special_entries(self, bases)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            cls = cls.__origin__
        return issubclass(cls, self.__origin__)
