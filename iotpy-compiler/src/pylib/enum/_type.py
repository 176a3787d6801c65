# The class of enumerations.

import enum
from builtins import property as _property
from enum._body import EnumDict
from enum._members import _Members, _find, _is_flag
from types import MappingProxyType


def _check_bases(name, bases):
    for base in bases:
        if isinstance(base, EnumType) and base._member_names_:
            raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
    if bases and not isinstance(bases[-1], EnumType):
        raise TypeError(
            "new enumerations should be created as "
            "`EnumName([mixin_type, ...] [data_type,] enum_type)`"
        )


# The type that members are besides being members: what the bases add to enumerations.
def _data_type(name, bases):
    found = []
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                kind = base._member_type_
                if kind is object:
                    continue
            elif (
                base.__module__ == "builtins"
                or "__new__" in base.__dict__
                or "__dataclass_fields__" in base.__dict__
            ):
                kind = candidate or base
            else:
                candidate = candidate or base
                continue
            if kind not in found:
                found.append(kind)
            break
    if len(found) > 1:
        raise TypeError(f"too many data types for {name!r}: {set(found)!r}")
    return found[0] if found else object


def _constructor(kind):
    for base in kind.__mro__:
        if base is object:
            return None
        if base.__module__ == "builtins" or "__new__" in base.__dict__:
            return kind.__new__
    return None


# Python puts the methods of the data type first; an enumeration shows itself its own way.
def _prefer_enum_methods(cls, namespace, first, kind):
    for name in ("__repr__", "__str__", "__format__"):
        if name in namespace:
            continue
        for base in cls.__mro__[1:]:
            if base is kind or base.__module__ == "builtins":
                type.__setattr__(cls, name, getattr(first, name))
                break
            if name in base.__dict__:
                break
    if _is_flag(first):
        for name in _FLAG_METHODS:
            if name not in namespace:
                type.__setattr__(cls, name, getattr(enum.Flag, name))


_FLAG_METHODS = ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__")


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **options):
        _check_bases(cls, bases)
        return EnumDict(cls, bases[-1]._generate_next_value_ if bases else None)

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **options):
        plain = dict(classdict)
        ignored = plain.pop("_ignore_", None) or ()
        for name in ignored:
            plain.pop(name, None)
        names = [name for name in classdict._member_names if name not in ignored]
        values = [(name, plain.pop(name)) for name in names]
        for name in names:
            if name in ("mro", ""):
                raise ValueError(f"invalid enum member name(s) {name!r}")
        order = plain.pop("_order_", None)
        if isinstance(order, str):
            order = order.replace(",", " ").split()
        first = bases[-1] if bases else None
        kind = _data_type(cls, bases)
        made = plain.get("__new__")
        if made is not None:
            plain["_new_member_"] = made
            plain["_use_args_"] = True
        elif not getattr(first, "_new_member_", None):
            made = _constructor(kind)
            plain["_new_member_"] = made
            plain["_use_args_"] = made is not None
        plain["_member_names_"] = []
        plain["_member_map_"] = {}
        plain["_value2member_map_"] = {}
        plain["_unhashable_values_"] = []
        plain["_member_type_"] = kind
        if boundary or _is_flag(first):
            plain["_flag_mask_"] = plain["_singles_mask_"] = plain["_all_bits_"] = 0
            plain["_boundary_"] = boundary or first._boundary_
        elif first is None:
            plain["_flag_mask_"] = None
        plain["_members_"] = members = _Members(values, order)
        made = super().__new__(metacls, cls, bases, plain, **options)
        if members.failure:
            raise members.failure
        if kind is not object:
            _prefer_enum_methods(made, plain, first, kind)
        return made

    def __init__(cls, name, bases, namespace, **options):
        pass

    def __call__(
        cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None
    ):
        if names is None:
            if value.__class__ is cls:
                return value
            try:
                return cls._value2member_map_[value]
            except (KeyError, TypeError):
                pass
            return _search(cls, value)
        return _create(cls, value, names, module, qualname, type, start, boundary)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, enum.Enum):
            return isinstance(value, cls) and value._name_ in cls._member_map_
        raise TypeError(
            f"unsupported operand type(s) for 'in': {type(value).__qualname__!r} "
            f"and {cls.__class__.__qualname__!r}"
        )

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f"<{'flag' if _is_flag(cls) else 'enum'} {cls.__name__!r}>"

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __dir__(cls):
        names = ["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__"]
        names += ["__iter__", "__len__", "__members__", "__module__", "__name__", "__qualname__"]
        return sorted(names + cls._member_names_)


EnumMeta = EnumType


# The member for a value that is no key of the table: equal to an unhashable one, or made up.
def _search(cls, value):
    found = _find(cls, value)
    if found is not None:
        return found
    if not cls._member_map_:
        raise TypeError(f"{cls!r} has no members defined")
    failure = None
    try:
        found = cls._missing_(value)
    except Exception as error:
        failure = error
    if isinstance(found, cls):
        return found
    if isinstance(found, int) and _is_flag(cls) and cls._boundary_ is enum.EJECT:
        return found
    invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    if found is None and failure is None:
        raise invalid
    if failure is None:
        failure = TypeError(
            f"error in {cls.__name__}._missing_: "
            f"returned {found!r} instead of None or a valid member"
        )
    if not isinstance(failure, ValueError):
        failure.__context__ = invalid
    raise failure


def _create(cls, name, names, module, qualname, kind, start, boundary):
    bases = (cls,) if kind is None else (kind, cls)
    metacls = cls.__class__
    body = metacls.__prepare__(name, bases)
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, dict):
        names = list(names.items())
    else:
        names = list(names)
    last = []
    for count, item in enumerate(names):
        if isinstance(item, str):
            value = cls._generate_next_value_(item, start, count, last[:])
            last.append(value)
        else:
            item, value = item
        body[item] = value
    body["__module__"] = module or "__main__"
    body["__qualname__"] = qualname or name
    return metacls.__new__(metacls, name, bases, body, boundary=boundary)
