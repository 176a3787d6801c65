# The namespace of a class body, which gives auto() its value at once, so that later lines can
# compute with it.

from builtins import property as _property
from enum._values import _auto_null, auto, member, nonmember, property
from types import FunctionType

_SUNDERS = (
    "_order_",
    "_generate_next_value_",
    "_numeric_repr_",
    "_missing_",
    "_ignore_",
    "_iter_member_",
    "_iter_member_by_value_",
    "_iter_member_by_def_",
)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == "__" == name[-2:] and name[2] != "_" != name[-3]


def _is_sunder(name):
    return len(name) > 2 and name[0] == "_" == name[-1] and name[1] != "_" != name[-2]


def _is_descriptor(value):
    kinds = (FunctionType, _property, classmethod, staticmethod, property)
    return (
        isinstance(value, kinds)
        or hasattr(value, "__get__")
        or hasattr(value, "__set__")
        or hasattr(value, "__delete__")
    )


class EnumDict(dict):
    def __init__(self, cls_name, generate):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = generate

    def __setitem__(self, key, value):
        if key.startswith(f"_{self._cls_name}__") and not key.endswith("__"):
            pass
        elif _is_sunder(key):
            value = self._sunder(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not (_is_descriptor(value) or self._is_nested(value)):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            value = self._resolve(key, value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _is_nested(self, value):
        if not isinstance(value, type):
            return False
        tail = f"{self._cls_name}.{value.__name__}"
        name = value.__qualname__
        return name == tail or name.endswith("." + tail)

    def _sunder(self, key, value):
        if key not in _SUNDERS:
            raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        if key == "_generate_next_value_":
            if self._member_names:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate = value.__func__ if isinstance(value, staticmethod) else value
            return staticmethod(self._generate)
        if key == "_ignore_":
            if isinstance(value, str):
                value = value.replace(",", " ").split()
            self._ignore = value = list(value)
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        return value

    def _resolve(self, key, value):
        if type(value) is not tuple:
            if isinstance(value, auto):
                return self._number(key, value)
        elif any([isinstance(item, auto) for item in value]):
            return tuple(
                [self._number(key, one) if isinstance(one, auto) else one for one in value]
            )
        self._last_values.append(value)
        return value

    def _number(self, key, one):
        if one.value is _auto_null:
            count = len(self._member_names)
            one.value = self._generate(key, 1, count, self._last_values[:])
        self._last_values.append(one.value)
        return one.value
