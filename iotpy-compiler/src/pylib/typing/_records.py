# Tuples and dicts whose fields have types.

import collections.abc
from typing._alias import _GenericAlias
from typing._arguments import _argument
from typing._forms import NotRequired, Required, _AnnotatedAlias
from typing._generic import Generic

_PROHIBITED = (
    "__new__ __init__ __slots__ __getnewargs__ _fields _field_defaults _field_types _make "
    "_replace _asdict _source"
).split()


class NamedTupleMeta(type):
    def __new__(metacls, typename, bases, namespace):
        if not bases:
            return super().__new__(metacls, typename, bases, namespace)
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        types = namespace.get("__annotations__", {})
        defaults = []
        for name in types:
            if name in namespace:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default "
                    f"field{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}"
                )
        values = [namespace[name] for name in defaults]
        made = _named_tuple(typename, types, values, namespace["__module__"])
        if Generic in bases:
            made = type.__new__(type, typename, (made, Generic), _generic_parts(namespace))
        for name, value in namespace.items():
            if name in _PROHIBITED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name not in ("__module__", "__name__", "__annotations__") and name not in types:
                setattr(made, name, value)
        return made


def _generic_parts(namespace):
    parts = {"__slots__": (), "__module__": namespace["__module__"]}
    if "__orig_bases__" in namespace:
        parts["__orig_bases__"] = namespace["__orig_bases__"]
    return parts


def _named_tuple(name, types, defaults, module):
    made = collections.namedtuple(name, list(types), defaults=defaults, module=module)
    checked = {}
    for field, kind in types.items():
        checked[field] = _argument(kind, f"field {field} annotation must be a type")
    made.__annotations__ = checked
    return made


class _NamedTuple(metaclass=NamedTupleMeta):
    pass


class _NamedTupleForm:
    __name__ = "NamedTuple"

    def __call__(self, typename, fields=None, /, **kwargs):
        if fields is None:
            fields = kwargs.items()
        elif kwargs:
            raise TypeError(
                "Either list of fields or keywords can be provided to NamedTuple, not both"
            )
        return _named_tuple(typename, dict(fields), (), "__main__")

    def __mro_entries__(self, bases):
        return (_NamedTuple,)


NamedTuple = _NamedTupleForm()


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        generic = ()
        for base in bases:
            if base is Generic:
                generic = (Generic,)
            elif type(base) is not _TypedDictMeta:
                raise TypeError(
                    "cannot inherit from both a TypedDict type and a non-TypedDict base class"
                )
        own = {}
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        for key, kind in namespace.get("__annotations__", {}).items():
            own[key] = kind if isinstance(kind, _GenericAlias) else _argument(kind, message)
        annotations = {}
        required = []
        optional = []
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required.extend(base.__dict__.get("__required_keys__", ()))
            optional.extend(base.__dict__.get("__optional_keys__", ()))
        annotations.update(own)
        for key, kind in own.items():
            if isinstance(kind, _AnnotatedAlias):
                kind = kind.__origin__
            form = getattr(kind, "__origin__", None)
            must = total if form not in (Required, NotRequired) else form is Required
            (required if must else optional).append(key)
        made = super().__new__(metacls, name, generic + (dict,), dict(namespace))
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __init__(cls, name, bases, namespace, total=True):
        pass

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


class _TypedDict(metaclass=_TypedDictMeta):
    pass


class _TypedDictForm:
    __name__ = "TypedDict"

    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        if fields is None:
            fields = kwargs
        elif kwargs:
            raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
        body = {"__annotations__": dict(fields), "__module__": "__main__"}
        return _TypedDictMeta(typename, (), body, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDict,)


TypedDict = _TypedDictForm()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)
