# Decimals from numbers, texts and tuples, and back.

from _decimal_int import digits, dropped, number_of
from _decimal_number import MAX_EMAX, MIN_ETINY, _classes, _invalid, _make, _make_int
from _decimal_signal import _CONVERSION, _FLOAT, _signal
from _decimal_text import parse, scientific, special_text
from math import copysign


def _scaled(number):
    return number._c * 10**number._e


def _finite(number, what):
    if number._k:
        if number._k == "F":
            raise OverflowError(f"cannot convert Infinity to {what}")
        raise ValueError(f"cannot convert NaN to {what}")


def _to_int(number, rounding):
    _finite(number, "integer")
    if number._e >= 0:
        whole = _scaled(number)
    else:
        whole = dropped(number._c, -number._e, rounding, number._s)[0]
    return -whole if number._s else whole


def _operand(value):
    if isinstance(value, _classes[0]):
        return value
    return _make_int(int(value)) if isinstance(value, int) else NotImplemented


def _decimal(value):
    value_or_none = _operand(value)
    if value_or_none is NotImplemented:
        kind = type(value).__name__
        raise TypeError(f"conversion from {kind} to Decimal is not supported")
    return value_or_none


def _strict(value):
    if not isinstance(value, _classes[0]):
        raise TypeError("argument must be a Decimal")
    return value


def _from_int(value):
    return _make_int(int(value))


def _from_float(value):
    if value != value:
        return _make(int(copysign(1.0, value) < 0), 0, 0, "n")
    sign = int(copysign(1.0, value) < 0)
    if value - value != 0:
        return _make(sign, 0, 0, "F")
    above, below = value.as_integer_ratio()
    twos = below.bit_length() - 1
    return _make(sign, abs(above) * 5**twos, -twos, "")


def _from_real(value):
    if isinstance(value, int):
        return _from_int(value)
    if not isinstance(value, float):
        raise TypeError("argument must be int or float")
    return _from_float(value)


def _from_any(context, value, rounded):
    if isinstance(value, str):
        found = None if rounded and (value.strip() != value or "_" in value) else parse(value)
        if found is None or rounded and found[3] in ("n", "N") and _payload_is_long(context, found):
            return _invalid(context, _CONVERSION)
        sign, number, exponent, kind = found
        return _in_range(context, sign, number, exponent, kind, rounded)
    if isinstance(value, _classes[0]):
        if type(value) is _classes[0]:
            return value
        return _make(value._s, value._c, value._e, value._k)
    if isinstance(value, int):
        return _from_int(value)
    if isinstance(value, float):
        _signal(context, _FLOAT)
        return _from_float(value)
    if isinstance(value, (tuple, list)):
        sign, number, exponent, kind = _from_tuple(value)
        return _in_range(context, sign, number, exponent, kind, rounded)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _payload_is_long(context, found):
    return found[1] and digits(found[1]) > context._prec - context._clamp


def _in_range(context, sign, number, exponent, kind, rounded):
    if not kind and not rounded:
        if exponent < MIN_ETINY or exponent + digits(number) - 1 > MAX_EMAX:
            return _invalid(context)
    return _make(sign, number, exponent, kind)


def _from_tuple(value):
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, coefficient, exponent = value
    if not isinstance(sign, int) or sign not in (0, 1):
        raise ValueError("sign must be an integer with the value 0 or 1")
    kind = ""
    if isinstance(exponent, str):
        if exponent not in ("F", "n", "N"):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        kind, exponent = exponent, 0
    elif not isinstance(exponent, int):
        raise ValueError("exponent must be an integer")
    if not isinstance(coefficient, (tuple, list)):
        raise ValueError("coefficient must be a tuple of digits")
    for digit in coefficient:
        if not isinstance(digit, int) or not 0 <= digit <= 9:
            raise ValueError("coefficient must be a tuple of digits")
    if kind == "F":
        return int(sign), 0, 0, kind
    number = number_of("".join([str(int(digit)) for digit in coefficient]) or "0")
    return int(sign), number, int(exponent), kind


def _text(number, context, engineering=False):
    if number._k:
        return special_text(number._s, number._c, number._k)
    mark = "E" if context._capitals else "e"
    return scientific(number._s, number._c, number._e, mark, engineering)


def _hash(number):
    if number._k:
        if number._k == "F":
            return -314159 if number._s else 314159
        if number._k == "N":
            raise TypeError("Cannot hash a signaling NaN value")
        return object.__hash__(number)
    modulus = (1 << 61) - 1
    base = 10 if number._e >= 0 else pow(10, modulus - 2, modulus)
    found = number._c * pow(base, abs(number._e), modulus) % modulus
    if number._s:
        found = -found
    return -2 if found == -1 else found
