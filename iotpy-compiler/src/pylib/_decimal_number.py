# Decimals as they are made, rounded to a context and put in order.

from _decimal_int import (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    digits,
    dropped,
)
from _decimal_signal import (
    _CLAMPED,
    _INEXACT,
    _INVALID,
    _OVERFLOW,
    _ROUNDED,
    _SUBNORMAL,
    _UNDERFLOW,
    _answer,
    _signal,
)

MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
_ROUNDINGS = (
    ROUND_UP,
    ROUND_DOWN,
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_05UP,
)


def _rounding(value):
    if not isinstance(value, str) or value not in _ROUNDINGS:
        raise TypeError(
            "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
        )
    return value


_classes = []


def register(cls):
    # `decimal` names its class once, because that needs this module first.
    _classes.append(cls)


def _make(sign, coefficient, exponent, kind):
    self = object.__new__(_classes[0])
    self._s = sign
    self._c = coefficient
    self._e = exponent
    self._k = kind
    return self


def _make_int(number):
    return _make(1, -number, 0, "") if number < 0 else _make(0, number, 0, "")


def _invalid(context, status=_INVALID):
    _signal(context, status)
    return _make(0, 0, 0, "n")


def _adjusted(number):
    return number._e + digits(number._c) - 1


def _finish(context, sign, number, exponent, status=0, rounding=None):
    # The exact value number * 10**exponent, rounded to the context.
    etop = context._emax - context._prec + 1
    if 0 < number < context._limit and context._emin <= exponent <= etop:
        return _answer(context, _make(sign, number, exponent, ""), status)
    etiny = context._emin - context._prec + 1
    if number == 0:
        most = etop if context._clamp else context._emax
        fitting = max(etiny, min(exponent, most))
        if fitting != exponent:
            status |= _CLAMPED
        return _answer(context, _make(sign, 0, fitting, ""), status)
    if rounding is None:
        rounding = context._rounding
    size = digits(number)
    least = size + exponent - context._prec
    if least > etop:
        return _overflow(context, sign, status, rounding)
    subnormal = least < etiny
    if subnormal:
        status |= _SUBNORMAL
        least = etiny
    if exponent < least:
        number, changed = dropped(number, least - exponent, rounding, sign)
        exponent = least
        status |= _ROUNDED
        if changed:
            status |= _INEXACT | _UNDERFLOW if subnormal else _INEXACT
            if number >= 10**context._prec:
                number //= 10
                exponent += 1
                if exponent > etop:
                    return _overflow(context, sign, status, rounding)
        if number == 0:
            status |= _CLAMPED
    elif context._clamp and exponent > etop:
        number *= 10 ** (exponent - etop)
        exponent = etop
        status |= _CLAMPED
    return _answer(context, _make(sign, number, exponent, ""), status)


def _overflow(context, sign, status, rounding):
    status |= _OVERFLOW | _INEXACT | _ROUNDED
    if (
        rounding in (ROUND_DOWN, ROUND_05UP)
        or rounding == ROUND_CEILING
        and sign
        or rounding == ROUND_FLOOR
        and not sign
    ):
        number = 10**context._prec - 1
        made = _make(sign, number, context._emax - context._prec + 1, "")
    else:
        made = _make(sign, 0, 0, "F")
    return _answer(context, made, status)


def _applied(context, number):
    if number._k:
        return _fitting_nan(context, number) if number._k != "F" else number
    return _finish(context, number._s, number._c, number._e)


def _fitting_nan(context, number):
    most = context._prec - context._clamp
    if number._c and digits(number._c) > most:
        return _make(number._s, number._c % 10**most, 0, number._k)
    return number


def _quiet_of(context, *numbers):
    # The first signaling NaN, or else the first NaN, made quiet.
    for kind in "Nn":
        for number in numbers:
            if number._k == kind:
                return _fitting_nan(context, _make(number._s, number._c, 0, "n"))
    return None


def _nan_of(context, *numbers):
    # The answer when an operand is NaN, else None.
    special = False
    for number in numbers:
        if number._k:
            if number._k == "N":
                found = _quiet_of(context, *numbers)
                _signal(context, _INVALID)
                return found
            special = special or number._k == "n"
    return _quiet_of(context, *numbers) if special else None


def _order(left, right):
    # -1, 0 or 1 for what is no NaN.
    if left._k or right._k:
        left_rank = 0 if not left._k else -1 if left._s else 1
        right_rank = 0 if not right._k else -1 if right._s else 1
        return (left_rank > right_rank) - (left_rank < right_rank)
    if not left._c or not right._c:
        left_rank = 0 if not left._c else -1 if left._s else 1
        right_rank = 0 if not right._c else -1 if right._s else 1
        return (left_rank > right_rank) - (left_rank < right_rank)
    if left._s != right._s:
        return -1 if left._s else 1
    sign = -1 if left._s else 1
    left_size, right_size = _adjusted(left), _adjusted(right)
    if left_size != right_size:
        return sign if left_size > right_size else -sign
    left_number, right_number = left._c, right._c
    if left._e > right._e:
        left_number *= 10 ** (left._e - right._e)
    else:
        right_number *= 10 ** (right._e - left._e)
    return sign * ((left_number > right_number) - (left_number < right_number))


def _total_order(left, right):
    if left._s != right._s:
        return -1 if left._s else 1
    sign = -1 if left._s else 1
    ranks = {"": 0, "F": 1, "N": 2, "n": 3}
    left_rank, right_rank = ranks[left._k], ranks[right._k]
    if left_rank != right_rank:
        return sign if left_rank > right_rank else -sign
    if left_rank > 1:
        return sign * ((left._c > right._c) - (left._c < right._c))
    order = _order(left, right)
    if order or left._k:
        return order
    return sign * ((left._e > right._e) - (left._e < right._e))


def _extreme(context, left, right, magnitude, wanted):
    if left._k in ("n", "N") or right._k in ("n", "N"):
        # A number wins over a quiet NaN.
        if left._k == "n" and right._k not in ("n", "N"):
            return _applied(context, right)
        if right._k == "n" and left._k not in ("n", "N"):
            return _applied(context, left)
        return _nan_of(context, left, right)
    order = _order(left.copy_abs(), right.copy_abs()) if magnitude else _order(left, right)
    order = order or _order(left, right) or _total_order(left, right)
    return _applied(context, right if order == -wanted else left)
