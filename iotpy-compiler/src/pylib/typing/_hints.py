# What an annotation is made of.

from types import GenericAlias, UnionType
from typing._alias import _GenericAlias, _SpecialGenericAlias
from typing._arguments import ForwardRef
from typing._collections import _CallableGenericAlias
from typing._forms import Annotated, NotRequired, Required, _AnnotatedAlias
from typing._generic import Generic
from typing._variables import ParamSpec, ParamSpecArgs


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_GenericAlias, _SpecialGenericAlias, GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if not isinstance(tp, (_GenericAlias, GenericAlias, UnionType)):
        return ()
    args = tp.__args__
    if isinstance(tp, _CallableGenericAlias):
        if not (len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec))):
            return (list(args[:-1]), args[-1])
    return args


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    owners = reversed(obj.__mro__) if isinstance(obj, type) else (obj,)
    hints = {}
    for owner in owners:
        if isinstance(obj, type):
            annotations = owner.__dict__.get("__annotations__", {})
        else:
            annotations = getattr(owner, "__annotations__", None)
            if annotations is None:
                raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, kind in annotations.items():
            kind = _named_type(kind)
            hints[name] = kind if include_extras else _without_extras(kind)
    return hints


_NAMED_TYPES = (int, float, str, bool, bytes, list, dict, tuple, set, frozenset, object)


def _named_type(kind):
    if kind is None:
        return type(None)
    if isinstance(kind, ForwardRef):
        kind = kind.__forward_arg__
    if not isinstance(kind, str):
        return kind
    for known in _NAMED_TYPES:
        if known.__name__ == kind:
            return known
    raise NotImplementedError(f"the annotation {kind!r} is text and cannot be evaluated")


def _without_extras(kind):
    if isinstance(kind, _AnnotatedAlias):
        return _without_extras(kind.__origin__)
    if isinstance(kind, _GenericAlias):
        if kind.__origin__ is Required or kind.__origin__ is NotRequired:
            return _without_extras(kind.__args__[0])
        args = tuple([_without_extras(one) for one in kind.__args__])
        if args != kind.__args__:
            return kind._copy(args)
    return kind
