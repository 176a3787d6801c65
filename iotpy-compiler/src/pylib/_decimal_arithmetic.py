# The basic operations on decimals, on their digits and on their exponents.

from _decimal_int import ROUND_CEILING, ROUND_FLOOR, digits, dropped, number_of, stripped, text_of
from _decimal_number import (
    _adjusted,
    _applied,
    _finish,
    _invalid,
    _make,
    _nan_of,
    _order,
    _rounding,
)
from _decimal_signal import (
    _CLAMPED,
    _IMPOSSIBLE,
    _INEXACT,
    _INVALID,
    _ROUNDED,
    _SUBNORMAL,
    _UNDEFINED,
    _ZERO_DIVISION,
    _answer,
    _signal,
)


def _plus(context, number):
    found = _nan_of(context, number)
    if found is not None:
        return found
    if number._k:
        return number
    sign = number._s
    if not number._c:
        sign = int(sign and context._rounding == ROUND_FLOOR)
    return _finish(context, sign, number._c, number._e)


def _minus(context, number):
    found = _nan_of(context, number)
    return _plus(context, number.copy_negate()) if found is None else found


def _absolute(context, number):
    return _minus(context, number) if number._s else _plus(context, number)


def _add(context, left, right):
    if left._k or right._k:
        found = _nan_of(context, left, right)
        if found is not None:
            return found
        if left._k and right._k and left._s != right._s:
            return _invalid(context)
        return left if left._k else right
    exponent = min(left._e, right._e)
    if not left._c or not right._c:
        return _add_zero(context, left, right, exponent)
    high, low = (left, right) if left._e >= right._e else (right, left)
    low_number, low_exponent = low._c, low._e
    if high._e - low_exponent > 40:
        gap = high._e + min(-1, digits(high._c) - context._prec - 2)
        if gap > low_exponent and _adjusted(low) < gap:
            # Too low to matter but for the rounding.
            low_number, low_exponent = 1, gap
    high_number = high._c * 10 ** (high._e - low_exponent)
    total = (-high_number if high._s else high_number) + (-low_number if low._s else low_number)
    if not total:
        sign = left._s if left._s == right._s else int(context._rounding == ROUND_FLOOR)
        return _finish(context, sign, 0, exponent)
    return _finish(context, int(total < 0), abs(total), low_exponent)


def _add_zero(context, left, right, exponent):
    if not left._c and not right._c:
        sign = left._s if left._s == right._s else int(context._rounding == ROUND_FLOOR)
        return _finish(context, sign, 0, exponent)
    number = left if left._c else right
    exponent = min(number._e, max(exponent, number._e - context._prec - 1))
    return _finish(context, number._s, number._c * 10 ** (number._e - exponent), exponent)


def _subtract(context, left, right):
    found = _nan_of(context, left, right)
    return _add(context, left, right.copy_negate()) if found is None else found


def _multiply(context, left, right):
    sign = left._s ^ right._s
    if left._k or right._k:
        found = _nan_of(context, left, right)
        if found is not None:
            return found
        if not left or not right:
            return _invalid(context)
        return _make(sign, 0, 0, "F")
    return _finish(context, sign, left._c * right._c, left._e + right._e)


def _fma(context, left, right, third):
    if left._k in ("n", "N") or right._k in ("n", "N") or third._k in ("n", "N"):
        return _nan_of(context, left, right, third)
    sign = left._s ^ right._s
    if left._k or right._k:
        if not left or not right:
            return _invalid(context)
        return _add(context, _make(sign, 0, 0, "F"), third)
    return _add(context, _make(sign, left._c * right._c, left._e + right._e, ""), third)


def _divide(context, left, right):
    sign = left._s ^ right._s
    if left._k or right._k:
        found = _nan_of(context, left, right)
        if found is not None:
            return found
        if left._k:
            return _invalid(context) if right._k else _make(sign, 0, 0, "F")
        etiny = context._emin - context._prec + 1
        return _answer(context, _make(sign, 0, etiny, ""), _CLAMPED)
    if not right._c:
        if not left._c:
            return _invalid(context, _UNDEFINED)
        return _answer(context, _make(sign, 0, 0, "F"), _ZERO_DIVISION)
    ideal = left._e - right._e
    if not left._c:
        return _finish(context, sign, 0, ideal)
    quotient, exponent = _quotient(left._c, right._c, context._prec, ideal)
    return _finish(context, sign, quotient, exponent)


def _quotient(above, below, precision, ideal):
    # At least `precision` + 1 digits of a quotient, so that they round as all of them would.
    shift = digits(below) - digits(above) + precision + 1
    exponent = ideal - shift
    if shift >= 0:
        quotient, rest = divmod(above * 10**shift, below)
    else:
        quotient, rest = divmod(above, below * 10**-shift)
    if rest:
        return quotient + 1 if quotient % 5 == 0 else quotient, exponent
    return stripped(quotient, exponent, ideal)


def _whole_division(context, left, right):
    # The whole quotient, the exponent and the number of the remainder; None when the quotient has
    # too many digits.
    exponent = min(left._e, right._e) if not right._k else left._e
    if not left._c or right._k:
        return 0, left._c * 10 ** (left._e - exponent) if left._c else 0, exponent
    ahead = _adjusted(left) - _adjusted(right)
    if ahead <= -2:
        return 0, left._c * 10 ** (left._e - exponent), exponent
    if ahead > context._prec:
        return None
    quotient, rest = divmod(
        left._c * 10 ** (left._e - exponent), right._c * 10 ** (right._e - exponent)
    )
    return None if quotient >= 10**context._prec else (quotient, rest, exponent)


def _divide_int(context, left, right):
    found = _nan_of(context, left, right)
    if found is not None:
        return found
    sign = left._s ^ right._s
    if left._k:
        return _invalid(context) if right._k else _make(sign, 0, 0, "F")
    if not right:
        if not left:
            return _invalid(context, _UNDEFINED)
        return _answer(context, _make(sign, 0, 0, "F"), _ZERO_DIVISION)
    parts = _whole_division(context, left, right)
    if parts is None:
        return _invalid(context, _IMPOSSIBLE)
    return _finish(context, sign, parts[0], 0)


def _remainder(context, left, right):
    found = _nan_of(context, left, right)
    if found is not None:
        return found
    if left._k or not right:
        return _invalid(context, _INVALID if left else _UNDEFINED)
    parts = _whole_division(context, left, right)
    if parts is None:
        return _invalid(context, _IMPOSSIBLE)
    return _finish(context, left._s, parts[1], parts[2])


def _divmod(context, left, right):
    found = _nan_of(context, left, right)
    if found is not None:
        return found, found
    sign = left._s ^ right._s
    nan = _make(0, 0, 0, "n")
    if left._k:
        _signal(context, _INVALID)
        return nan if right._k else _make(sign, 0, 0, "F"), nan
    if not right:
        if not left:
            _signal(context, _UNDEFINED)
            return nan, nan
        _signal(context, _ZERO_DIVISION | _INVALID)
        return _make(sign, 0, 0, "F"), nan
    parts = _whole_division(context, left, right)
    if parts is None:
        _signal(context, _IMPOSSIBLE)
        return nan, nan
    quotient, rest, exponent = parts
    quiet = context.copy()
    quiet.clear_traps()
    quiet.clear_flags()
    found = _finish(quiet, sign, quotient, 0), _finish(quiet, left._s, rest, exponent)
    return _answer(context, found, quiet._flags.bits)


def _remainder_near(context, left, right):
    found = _nan_of(context, left, right)
    if found is not None:
        return found
    if left._k or not right:
        return _invalid(context, _INVALID if left else _UNDEFINED)
    if right._k:
        return _applied(context, left)
    exponent = min(left._e, right._e)
    if not left._c:
        return _finish(context, left._s, 0, exponent)
    ahead = _adjusted(left) - _adjusted(right)
    if ahead > context._prec:
        return _invalid(context, _IMPOSSIBLE)
    if ahead <= -2:
        return _finish(context, left._s, left._c * 10 ** (left._e - exponent), exponent)
    below = right._c * 10 ** (right._e - exponent)
    quotient, rest = divmod(left._c * 10 ** (left._e - exponent), below)
    sign = left._s
    if rest * 2 + (quotient & 1) > below:
        rest = below - rest
        quotient += 1
        sign = 1 - sign
    if quotient >= 10**context._prec:
        return _invalid(context, _IMPOSSIBLE)
    return _finish(context, sign if rest else left._s, rest, exponent)


def _quantize(context, number, pattern, rounding):
    found = _nan_of(context, number, pattern)
    if found is not None:
        return found
    if number._k or pattern._k:
        return number if number._k and pattern._k else _invalid(context)
    exponent = pattern._e
    if not context._emin - context._prec + 1 <= exponent <= context._emax:
        return _invalid(context)
    coefficient, status = number._c, 0
    if coefficient:
        if _adjusted(number) > context._emax or _adjusted(number) - exponent + 1 > context._prec:
            return _invalid(context)
        if exponent <= number._e:
            coefficient *= 10 ** (number._e - exponent)
        else:
            coefficient, changed = dropped(coefficient, exponent - number._e, rounding, number._s)
            status = _INEXACT | _ROUNDED if changed else _ROUNDED
    if coefficient:
        size = digits(coefficient)
        if size > context._prec or size + exponent - 1 > context._emax:
            return _invalid(context)
        if size + exponent - 1 < context._emin:
            status |= _SUBNORMAL
    return _finish(context, number._s, coefficient, exponent, status)


def _to_integral(context, number, rounding, exact):
    rounding = context._rounding if rounding is None else _rounding(rounding)
    found = _nan_of(context, number)
    if found is not None:
        return found
    if number._k or number._e >= 0:
        return number
    whole, changed = dropped(number._c, -number._e, rounding, number._s)
    status = 0
    if exact and number._c:
        status = _INEXACT | _ROUNDED if changed else _ROUNDED
    return _answer(context, _make(number._s, whole, 0, ""), status)


def _next(context, number, down):
    found = _nan_of(context, number)
    if found is not None:
        return found
    etop = context._emax - context._prec + 1
    etiny = context._emin - context._prec + 1
    largest = 10**context._prec - 1
    if number._k:
        return number if number._s == down else _make(number._s, largest, etop, "")
    rounding = ROUND_FLOOR if down else ROUND_CEILING
    quiet = context.copy()
    quiet.clear_traps()
    made = _finish(quiet, number._s, number._c, number._e, 0, rounding)
    if made._k or _order(made, number) != 0:
        return made
    least = _make(down, 1, etiny - 1, "")
    quiet.rounding = rounding
    return _add(quiet, number, least)


def _small_int(context, number, limit):
    # The int that a finite whole number with exponent zero is, or None.
    if number._k or number._e != 0 or number._c > limit:
        return None
    return -number._c if number._s else number._c


def _scaleb(context, number, power):
    found = _nan_of(context, number, power)
    if found is not None:
        return found
    shift = _small_int(context, power, 2 * (context._emax + context._prec))
    if shift is None:
        return _invalid(context)
    if number._k:
        return number
    return _finish(context, number._s, number._c, number._e + shift)


def _shift(context, number, count):
    found = _nan_of(context, number, count)
    if found is not None:
        return found
    count = _small_int(context, count, context._prec)
    if count is None:
        return _invalid(context)
    if number._k:
        return number
    unit = 10**context._prec
    shifted = number._c % unit
    shifted = shifted // 10**-count if count < 0 else shifted * 10**count % unit
    return _make(number._s, shifted, number._e, "")


def _rotate(context, number, count):
    found = _nan_of(context, number, count)
    if found is not None:
        return found
    count = _small_int(context, count, context._prec)
    if count is None:
        return _invalid(context)
    if number._k:
        return number
    text = text_of(number._c)[-context._prec :].rjust(context._prec, "0")
    count %= context._prec
    return _make(number._s, number_of(text[count:] + text[:count]), number._e, "")


def _logical(context, left, right, choice):
    texts = []
    for number in (left, right):
        text = "" if number._k or number._s or number._e else text_of(number._c)
        if not text or text.strip("01"):
            return _invalid(context)
        texts.append(text[-context._prec :].rjust(context._prec, "0"))
    chosen = ["1" if choice(a, b) else "0" for a, b in zip(texts[0], texts[1])]
    return _make(0, number_of("".join(chosen)), 0, "")
