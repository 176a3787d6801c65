# Enumerations. The namespace of a class body gives auto() its value at once, so that later lines
# can compute with it; members are made when the class is told its name, before __init_subclass__.

from builtins import bin as _digits, property as _property
from types import FunctionType, MappingProxyType


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class _auto_null_type:
    def __repr__(self):
        return "_auto_null"


_auto_null = _auto_null_type()


class auto:
    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


# An attribute of members that a member of the same name does not hide.
class property:
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.name = fget.__name__ if fget else None
        self.clsname = None

    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner.__name__

    def __get__(self, instance, owner=None):
        if instance is not None:
            if self.fget is None:
                raise AttributeError(f"{owner!r} has no attribute {self.name!r}")
            return self.fget(instance)
        if self.name in owner._member_map_:
            return owner._member_map_[self.name]
        raise AttributeError(f"{owner!r} has no attribute {self.name!r}")

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        self.fdel(instance)

    def setter(self, fset):
        self.fset = fset
        return self


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


# What the class body leaves: makes the members once the class exists.
class _Members:
    def __init__(self, values, order):
        self.values = values
        self.order = order
        self.failure = None

    def __set_name__(self, cls, name):
        type.__delattr__(cls, name)
        try:
            self.make(cls)
        except Exception as error:
            self.failure = error

    def make(self, cls):
        arguments = cls._use_args_
        for key, value in self.values:
            _add_member(cls, key, value, arguments)
        if self.order is not None and self.order != cls._member_names_:
            names = cls._member_names_
            raise TypeError(f"member order does not match _order_:\n  {names!r}\n  {self.order!r}")


def _add_member(cls, name, value, use_arguments):
    kind = cls._member_type_
    arguments = value if isinstance(value, tuple) else (value,)
    if kind is tuple:
        arguments = (arguments,)
    if cls._new_member_ is None:
        one = object.__new__(cls)
    elif use_arguments:
        one = cls._new_member_(cls, *arguments)
    else:
        one = cls._new_member_(cls)
    if not hasattr(one, "_value_"):
        one._value_ = value if kind is object else _value_of(kind, arguments)
    value = one._value_
    one._name_ = name
    one.__objclass__ = cls
    one.__init__(*arguments)
    one._sort_order_ = len(cls._member_names_)
    earlier = _find(cls, value)
    if earlier is not None:
        one = earlier
    elif _is_flag(cls):
        _add_bits(cls, name, value)
    else:
        cls._member_names_.append(name)
    _publish(cls, name, one)
    cls._member_map_[name] = one
    if earlier is None:
        try:
            cls._value2member_map_.setdefault(value, one)
        except TypeError:
            cls._unhashable_values_.append(value)


def _value_of(kind, arguments):
    try:
        return kind(*arguments)
    except Exception as error:
        failure = TypeError("_value_ not set in __new__, unable to create it")
        failure.__cause__ = error
        raise failure


def _is_flag(cls):
    return cls is not None and cls._flag_mask_ is not None


def _add_bits(cls, name, value):
    if not isinstance(value, int):
        raise TypeError(f"unsupported operand type(s) for |=: 'int' and {type(value).__name__!r}")
    cls._flag_mask_ |= value
    if value > 0 and not value & (value - 1):
        cls._singles_mask_ |= value
        cls._member_names_.append(name)
    cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1


# Puts a member into the class, behind a property that a base has under the same name.
def _publish(cls, name, one):
    for base in cls.__mro__[1:]:
        found = base.__dict__.get(name) if base is not object else None
        if isinstance(found, (property, _property)):
            redirect = property(found.fget, found.fset)
            redirect.__set_name__(cls, name)
            type.__setattr__(cls, name, redirect)
            return
    type.__setattr__(cls, name, one)


def _find(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for one in cls._member_map_.values():
            if one._value_ == value:
                return one
    return None


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
                type.__setattr__(cls, name, getattr(Flag, name))


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
                return _search(cls, value)
        return _create(cls, value, names, module, qualname, type, start, boundary)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, Enum):
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
    if isinstance(found, int) and _is_flag(cls) and cls._boundary_ is EJECT:
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


class Enum(metaclass=EnumType):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for value in reversed(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __init__(self, *args, **kwds):
        pass

    def __setattr__(self, name, value):
        if name == "name" or name == "value":
            raise AttributeError(f"<enum 'Enum'> cannot set attribute {name!r}")
        object.__setattr__(self, name, value)

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        for base in self.__class__.__mro__:
            if base is not object and base is not Enum:
                for name in base.__dict__:
                    if name[0] != "_" and name not in self._member_map_:
                        names.add(name)
        for name in self.__dict__:
            if name[0] != "_":
                names.add(name)
        return sorted(names)

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @_property
    def name(self):
        return self._name_

    @_property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    def __str__(self):
        return str(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)


class IntEnum(int, ReprEnum):
    __str__ = ReprEnum.__str__
    __format__ = ReprEnum.__format__


class StrEnum(str, ReprEnum):
    __str__ = ReprEnum.__str__
    __format__ = ReprEnum.__format__

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) > 1 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) > 2 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]!r}")
        value = str(*values)
        one = str.__new__(cls, value)
        one._value_ = value
        return one

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT = FlagBoundary.STRICT
CONFORM = FlagBoundary.CONFORM
EJECT = FlagBoundary.EJECT
KEEP = FlagBoundary.KEEP


class Flag(Enum, boundary=STRICT):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return 1 if start is None else start
        last = max(last_values)
        if not isinstance(last, int):
            raise TypeError(f"invalid flag value {last!r}")
        return 2 ** last.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        asked = value
        mask = cls._flag_mask_
        bits = cls._all_bits_
        keep = cls._boundary_ is KEEP
        if not ~bits <= value <= bits or value & (bits ^ mask):
            if cls._boundary_ is STRICT:
                _refuse_bits(cls, value)
            elif cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value += max(bits + 1, 2 ** value.bit_length())
        if value < 0:
            value += bits + 1
        if value & ~mask and not keep:
            _refuse_bits(cls, asked)
        one = cls._value2member_map_.get(value)
        if one is None:
            one = _combination(cls, value)
        if asked < 0:
            cls._value2member_map_[asked] = one
        return one

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} "
                f"and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter(_single_bits(self.__class__, self._value_))

    def __len__(self):
        return _bit_count(self._value_)

    def __repr__(self):
        cls = self.__class__
        name = "" if self._name_ is None else f".{self._name_}"
        return f"<{cls.__name__}{name}: {self._value_!r}>"

    def __str__(self):
        cls = self.__class__
        if self._name_ is None:
            return f"{cls.__name__}({self._value_!r})"
        return f"{cls.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        bits = _bits(self, other)
        return bits if bits is NotImplemented else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = _bits(self, other)
        return bits if bits is NotImplemented else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = _bits(self, other)
        return bits if bits is NotImplemented else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        if self._boundary_ is EJECT or self._boundary_ is KEEP:
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _bits(self, other):
    if isinstance(other, self.__class__):
        return other._value_
    if self._member_type_ is not object and isinstance(other, self._member_type_):
        return other
    return NotImplemented


def _single_bits(cls, value):
    members = [cls._member_map_[name] for name in cls._member_names_]
    return [one for one in members if one._value_ & value]


def _refuse_bits(cls, value):
    width = max(value.bit_length(), cls._flag_mask_.bit_length())
    raise ValueError(
        f"{cls!r} invalid value {value!r}\n    given {bin(value, width)}\n"
        f"  allowed {bin(cls._flag_mask_, width)}"
    )


# A member without a name of its own: of several bits, of none, or of bits that nobody named.
def _combination(cls, value):
    kind = cls._member_type_
    one = object.__new__(cls) if kind is object else kind.__new__(cls, value)
    one._value_ = value
    members = _single_bits(cls, value)
    covered = 0
    for part in members:
        covered |= part._value_
    if value & ~cls._singles_mask_:
        for part in cls._member_map_.values():
            if part not in members and part._value_ and part._value_ & value == part._value_:
                members.append(part)
                covered |= part._value_
    name = "|".join([part._name_ for part in members]) or None
    unknown = value ^ covered
    if name and unknown:
        if cls._boundary_ is STRICT:
            raise ValueError(f"{cls.__name__}: no members with value {unknown!r}")
        name += f"|{unknown!r}"
    one._name_ = name
    cls._value2member_map_[value] = one
    return one


def _bit_count(value):
    return _digits(value).count("1")


def bin(num, max_bits=None):
    width = num.bit_length()
    digits = format(num + (1 << width) if num < 0 else num, f"0{width}b") if width else ""
    sign = "1" if num < 0 else "0"
    if max_bits is not None:
        digits = digits.rjust(max_bits, sign)
    return f"0b{sign} {digits}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    __str__ = ReprEnum.__str__
    __format__ = ReprEnum.__format__
    __repr__ = Flag.__repr__
    __contains__ = Flag.__contains__


def unique(enumeration):
    duplicates = []
    for name, one in enumeration._member_map_.items():
        if name != one._name_:
            duplicates.append(f"{name} -> {one._name_}")
    if duplicates:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(duplicates)}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS = EnumCheck.CONTINUOUS
NAMED_FLAGS = EnumCheck.NAMED_FLAGS
UNIQUE = EnumCheck.UNIQUE


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                _verify_unique(enumeration)
            elif check is CONTINUOUS:
                _verify_continuous(enumeration)
            elif check is NAMED_FLAGS:
                _verify_named(enumeration)
        return enumeration


def _verify_unique(enumeration):
    aliases = []
    for name, one in enumeration._member_map_.items():
        if name != one._name_:
            aliases.append(f"{name} -> {one._name_}")
    if aliases:
        raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")


def _verify_continuous(enumeration):
    values = {one._value_ for one in enumeration}
    if len(values) < 2:
        return
    if _is_flag(enumeration):
        kind = "flag"
        wanted = [1 << n for n in range(min(values).bit_length(), max(values).bit_length() - 1)]
    else:
        kind = "enum"
        wanted = range(min(values) + 1, max(values))
    missing = [str(value) for value in wanted if value not in values]
    if missing:
        name = enumeration.__name__
        raise ValueError(f"invalid {kind} {name!r}: missing values {', '.join(missing)}")


def _verify_named(enumeration):
    known = {one._value_ for one in enumeration}
    names = []
    missing = 0
    for name, one in enumeration._member_map_.items():
        if name in enumeration._member_names_ or one._value_ < 0:
            continue
        unnamed = [value for value in show_flag_values(one._value_) if value not in known]
        if unnamed:
            names.append(name)
            for value in unnamed:
                missing |= value
    if names:
        if len(names) == 1:
            alias = f"alias {names[0]} is missing"
        else:
            alias = f"aliases {', '.join(names[:-1])} and {names[-1]} are missing"
        values = hex(missing) if _is_flag(enumeration) else missing
        count = _bit_count(missing)
        what = f"combined values of {values}" if count > 1 else f"value {values}"
        raise ValueError(
            f"invalid Flag {enumeration.__name__!r}: {alias} {what} "
            "[use enum.show_flag_values(value) for details]"
        )


def show_flag_values(value):
    return [1 << bit for bit in range(value.bit_length()) if value >> bit & 1]
