# Members: made once the class exists, and found by value.

from builtins import property as _property
from enum._values import property


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
