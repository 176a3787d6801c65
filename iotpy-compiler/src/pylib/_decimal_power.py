# Powers, roots, exponentials and logarithms of decimals.

from _decimal_arithmetic import _divide, _multiply
from _decimal_convert import _to_int
from _decimal_int import ROUND_DOWN, ROUND_HALF_EVEN, digits, exp_digits, log_digits, stripped
from _decimal_number import (
    MAX_EMAX,
    MIN_EMIN,
    _adjusted,
    _finish,
    _invalid,
    _make,
    _make_int,
    _nan_of,
    _order,
    _overflow,
)
from _decimal_signal import _CLAMPED, _INEXACT, _ROUNDED, _answer
from math import isqrt


def _is_integer(number):
    if number._k:
        return number._k == "F"
    return number._e >= 0 or not number._c or stripped(number._c, number._e, 0)[1] == 0


def _is_odd(number):
    return number._k == "" and number._e <= 0 and number._c // 10**-number._e % 2 == 1


def _power_mod(context, base, exponent, modulus):
    found = _nan_of(context, base, exponent, modulus)
    if found is not None:
        return found
    for number in (base, exponent, modulus):
        if number._k or not _is_integer(number):
            return _invalid(context)
    if exponent._s and exponent._c or not modulus or not base and not exponent:
        return _invalid(context)
    if _adjusted(modulus) >= context._prec:
        return _invalid(context)
    number = pow(_to_int(base.copy_abs(), ROUND_DOWN), int(exponent), abs(int(modulus)))
    return _make(int(base._s and _is_odd(exponent)), number, 0, "")


def _power(context, base, exponent):
    found = _nan_of(context, base, exponent)
    if found is not None:
        return found
    whole = _is_integer(exponent)
    sign = int(base._s and whole and _is_odd(exponent))
    if not base:
        if not exponent:
            return _invalid(context)
        return _make(sign, 0, 0, "F" if exponent._s else "")
    if base._s and (not whole or exponent._k):
        return _invalid(context)
    order = _order(base.copy_abs(), _make(0, 1, 0, ""))
    if exponent._k:
        if order == 0:
            return _padded_one(context, sign, context._prec - 1, _INEXACT | _ROUNDED)
        return _make(sign, 0, 0, "F" if (order > 0) != bool(exponent._s) else "")
    if not exponent._c:
        return _make(sign, 1, 0, "")
    if base._k:
        return _make(sign, 0, 0, "" if exponent._s else "F")
    if order == 0:
        return _power_of_one(context, base, exponent, whole, sign)
    far = _far_power(context, base, exponent, sign, order)
    if far is not None:
        return far
    if whole:
        return _power_whole(context, base, exponent, sign)
    return _power_real(context, base, exponent)


def _padded_one(context, sign, zeros, status):
    return _answer(context, _make(sign, 10**zeros, -zeros, ""), status)


def _power_of_one(context, base, exponent, whole, sign):
    status = 0
    if not whole:
        zeros = context._prec - 1
        status = _INEXACT | _ROUNDED
    elif exponent._s:
        zeros = 0
    else:
        zeros = int(exponent) * -base._e
        if zeros > context._prec - 1:
            zeros = context._prec - 1
            status = _ROUNDED
    return _padded_one(context, sign, zeros, status)


def _far_power(context, base, exponent, sign, order):
    # Overflow or underflow that can be told from the sizes of the operands.
    grows = (order > 0) != bool(exponent._s)
    size = _adjusted(base)
    if size > 0:
        distance = digits(size) - 1
    elif size < -1:
        distance = digits(-1 - size) - 1
    else:
        # Close to one: how close is the size of the difference from one.
        unit = 10 ** max(0, -base._e)
        difference = abs(base._c * 10 ** max(0, base._e) - unit)
        distance = digits(difference) + min(0, base._e) - (3 if size == 0 else 2)
    etiny = context._emin - context._prec + 1
    if distance + _adjusted(exponent) <= digits(context._emax if grows else -etiny):
        return None
    if grows:
        return _overflow(context, sign, 0, context._rounding)
    return _finish(context, sign, 1, etiny - 1)


def _power_whole(context, base, exponent, sign):
    # As libmpdec does it: squares from the first bit on, within the exponents of the context.
    precision = context._prec + digits(exponent._c) + exponent._e + 2 + exponent._s
    work = _work(context, precision)
    if exponent._s:
        base = _divide(work, _make(0, 1, 0, ""), base)
    made = base
    for bit in bin(abs(int(exponent)))[3:]:
        made = _multiply(work, made, made)
        if bit == "1":
            made = _multiply(work, made, base)
        if made._k or not made._c and work._flags.bits & _CLAMPED:
            break
    status = work._flags.bits
    if made._k:
        return _overflow(context, sign, status, context._rounding)
    return _finish(context, sign, made._c, made._e, status)


def _work(context, precision):
    work = context.copy()
    work.prec = precision
    work.rounding = ROUND_HALF_EVEN
    work.clamp = 0
    work.clear_flags()
    work.clear_traps()
    return work


def _power_real(context, base, exponent):
    work = _work(context, max(digits(base._c), context._prec) + 23)
    work.Emin, work.Emax = MIN_EMIN, MAX_EMAX
    made = _exp(work, _multiply(work, _ln(work, base), exponent))
    if made._k:
        return _overflow(context, 0, 0, context._rounding)
    status = _INEXACT | _ROUNDED
    if _order(made, _make(0, 1, 0, "")) == 0:
        zeros = context._prec - 1
        made = _make(0, 10**zeros, -zeros, "")
    return _finish(context, 0, made._c, made._e, status)


def _sure(number, exponent, error, precision):
    # A number whose first digits, one more than the precision, are known to be right, as one that
    # rounds as the true value does; or None.
    extra = digits(number) - precision - 1
    if extra < 1:
        return None
    unit = 10**extra
    head = (number - error) // unit
    if head != (number + error) // unit:
        return None
    return head * 10 + 1, exponent + extra - 1


def _exp(context, number):
    found = _nan_of(context, number)
    if found is not None:
        return found
    if number._k:
        return _make(0, 0, 0, "") if number._s else number
    if not number._c:
        return _make(0, 1, 0, "")
    size = _adjusted(number)
    if size > digits(context._emax - context._emin + context._prec) + 1:
        if number._s:
            least = context._emin - context._prec + 1
            return _finish(context, 0, 1, least - 2, _INEXACT, ROUND_HALF_EVEN)
        return _overflow(context, 0, 0, ROUND_HALF_EVEN)
    if size < -context._prec - 2:
        # So close to one that it rounds to it.
        ones = 10 ** (context._prec + 3)
        near = ones - 1 if number._s else ones + 1
        return _finish(context, 0, near, -context._prec - 3, 0, ROUND_HALF_EVEN)
    coefficient = -number._c if number._s else number._c
    precision = context._prec + 3
    while True:
        found, exponent = exp_digits(coefficient, number._e, precision)
        sure = _sure(found, exponent, 10000, context._prec)
        if sure is not None:
            return _finish(context, 0, sure[0], sure[1], 0, ROUND_HALF_EVEN)
        precision += 10 + precision // 4


def _ln(context, number):
    found = _logarithm_of_special(context, number)
    if found is not None:
        return found
    if _order(number, _make(0, 1, 0, "")) == 0:
        return _make(0, 0, 0, "")
    places = context._prec + 8 + _leading_zeros(number)
    while True:
        found = log_digits(number._c, number._e, places)
        sure = _sure(abs(found), -places, 10000, context._prec)
        if sure is not None:
            return _finish(context, int(found < 0), sure[0], sure[1], 0, ROUND_HALF_EVEN)
        places += 10 + places // 4


def _leading_zeros(number):
    # About how many zeros follow the point of the logarithm of a number close to one.
    if not -2 < _adjusted(number) < 1:
        return 0
    one = 10**-number._e if number._e < 0 else 1
    return max(0, digits(one) - digits(abs(number._c - one)) + 1)


def _log10(context, number):
    found = _logarithm_of_special(context, number)
    if found is not None:
        return found
    size = _adjusted(number)
    if stripped(number._c, number._e, size)[0] == 1:
        made = _make_int(size)
        return _finish(context, made._s, made._c, 0, 0, ROUND_HALF_EVEN)
    places = context._prec + 8 + _leading_zeros(number)
    while True:
        found = log_digits(number._c, number._e, places) * 10**places
        found //= log_digits(10, 0, places)
        # The error of a logarithm of ten weighs as much as the result is large.
        sure = _sure(abs(found), -places, 20000 * (abs(size) + 2), context._prec)
        if sure is not None:
            return _finish(context, int(found < 0), sure[0], sure[1], 0, ROUND_HALF_EVEN)
        places += 10 + places // 4


def _logarithm_of_special(context, number):
    found = _nan_of(context, number)
    if found is not None:
        return found
    if number._k == "" and not number._c:
        return _make(1, 0, 0, "F")
    if number._s:
        return _invalid(context)
    return number if number._k else None


def _sqrt(context, number):
    found = _nan_of(context, number)
    if found is not None:
        return found
    if number._k == "" and not number._c:
        return _finish(context, number._s, 0, number._e // 2)
    if number._s:
        return _invalid(context)
    if number._k:
        return number
    ideal = number._e // 2
    coefficient = number._c * 10 if number._e % 2 else number._c
    # Two more digits than wanted, and a last one that is not 0 nor 5 unless the root is exact.
    shift = context._prec + 1 - (digits(coefficient) + 1) // 2
    if shift >= 0:
        scaled = coefficient * 100**shift
        root = isqrt(scaled)
        exact = root * root == scaled
    else:
        scaled, rest = divmod(coefficient, 100**-shift)
        root = isqrt(scaled)
        exact = not rest and root * root == scaled
    if exact:
        root, exponent = stripped(root, ideal - shift, ideal)
    else:
        exponent = ideal - shift
        if root % 5 == 0:
            root += 1
    return _finish(context, 0, root, exponent, 0, ROUND_HALF_EVEN)
