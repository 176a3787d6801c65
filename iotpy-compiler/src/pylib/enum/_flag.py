# Enumerations whose members combine as bits do.

from builtins import bin as _digits
from enum._enum import Enum, ReprEnum, StrEnum
from enum._values import auto


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


def show_flag_values(value):
    return [1 << bit for bit in range(value.bit_length()) if value >> bit & 1]
