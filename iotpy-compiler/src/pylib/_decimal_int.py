# Whole numbers as the coefficients of decimals: digits, rounding, roots and logarithms.

from math import isqrt, log

ROUND_UP = "ROUND_UP"
ROUND_DOWN = "ROUND_DOWN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_05UP = "ROUND_05UP"

# Texts of more bits than this are made in halves: int and str convert at most 4300 digits.
_TEXT_BITS = 14000
_TEXT_DIGITS = 4200


def digits(number):
    # How many digits a number that is not negative has.
    bits = number.bit_length()
    if bits <= _TEXT_BITS:
        return len(str(number))
    guess = (bits - 1) * 30103 // 100000
    while number >= 10**guess:
        guess += 1
    return guess


def text_of(number):
    if number.bit_length() <= _TEXT_BITS:
        return str(number)
    half = number.bit_length() * 30103 // 200000
    high, low = divmod(number, 10**half)
    return text_of(high) + text_of(low).rjust(half, "0")


def number_of(text):
    if len(text) <= _TEXT_DIGITS:
        return int(text)
    half = len(text) // 2
    return number_of(text[:half]) * 10 ** (len(text) - half) + number_of(text[half:])


def rounds_up(quotient, rest, unit, rounding, negative):
    # Whether to add one to a quotient whose rest, in units of 1/unit, is above zero.
    if rounding == ROUND_HALF_EVEN:
        double = rest * 2
        return double > unit or double == unit and quotient & 1 == 1
    if rounding == ROUND_HALF_UP:
        return rest * 2 >= unit
    if rounding == ROUND_HALF_DOWN:
        return rest * 2 > unit
    if rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_CEILING:
        return not negative
    if rounding == ROUND_FLOOR:
        return negative == 1
    return rounding == ROUND_UP or quotient % 5 == 0


def dropped(number, count, rounding, negative):
    # A number without its last `count` digits, and whether that changed it.
    if number == 0:
        return 0, False
    if count > number.bit_length() * 30103 // 100000 + 2:
        # Less than a tenth of a unit: what matters is only that it is above zero.
        return int(rounds_up(0, 1, 100, rounding, negative)), True
    unit = 10**count
    quotient, rest = divmod(number, unit)
    if not rest:
        return quotient, False
    return quotient + rounds_up(quotient, rest, unit, rounding, negative), True


def stripped(number, exponent, most):
    # Without trailing zeros, as long as the exponent stays within `most`.
    while exponent < most and number % 10 == 0:
        step = 1
        while exponent + step * 2 <= most and number % 10 ** (step * 2) == 0:
            step *= 2
        number //= 10**step
        exponent += step
    return number, exponent


_constants = {}


def _inverse_atanh(number, unit):
    # atanh(1/number) in units of 1/unit.
    power = total = unit // number
    square = number * number
    divisor = 1
    while power:
        power //= square
        divisor += 2
        total += power // divisor
    return total


def log_ten(places):
    # ln(10) * 10**places, a few units too low at most.
    if places not in _constants:
        unit = 10 ** (places + 5)
        total = 46 * _inverse_atanh(31, unit) + 34 * _inverse_atanh(49, unit)
        _constants.clear()
        _constants[places] = (total + 20 * _inverse_atanh(161, unit)) // 100000
    return _constants[places]


def exp_fixed(number, places):
    # exp(number / 10**places) * 10**places for numbers from -2 to 3 units, off by less than 1000.
    if number < 0:
        return 10 ** (2 * places) // exp_fixed(-number, places)
    halvings = isqrt(places) + 4
    unit = 10**places << (2 * halvings)
    term = total = unit
    reduced = number << halvings
    divisor = 0
    while term:
        divisor += 1
        term = term * reduced // (unit * divisor)
        total += term
    for _ in range(halvings):
        total = total * total // unit
    return total >> (2 * halvings)


def exp_digits(coefficient, exponent, precision):
    # exp(x) as a coefficient of at least `precision` digits and an exponent; the error is below
    # 10**4 units.
    size = digits(abs(coefficient))
    places = precision + 8
    # The power of ten needs as many more digits as the number has before its point.
    extra = max(0, size + exponent) + 2
    wide = places + extra
    if exponent + wide >= 0:
        scaled = coefficient * 10 ** (exponent + wide)
    else:
        scaled = coefficient // 10 ** (-exponent - wide)
    tens, rest = divmod(scaled, log_ten(wide))
    return exp_fixed(rest // 10**extra, places), tens - places


def log_fixed(number, places):
    # ln(number / 10**places) * 10**places for numbers from 0.3 to 4 units, off by less than 1000.
    unit = 10**places
    shift = max(0, number.bit_length() - 1000)
    ratio = (number >> shift) / (unit >> shift) if shift < unit.bit_length() else 1.0
    result = int(log(ratio) * 2**60) * unit >> 60
    correct = 14
    while correct < places:
        power = exp_fixed(result, places)
        result += 2 * unit * (number - power) // (number + power)
        correct *= 3
    return result


def log_digits(coefficient, exponent, places):
    # ln(x) * 10**places, off by less than 10**4 units.
    size = digits(coefficient)
    tens = exponent + size
    # From 0.3 to 3, so that numbers close to one have a small logarithm.
    if coefficient * 3 < 10**size:
        tens -= 1
    shift = places + 4 + exponent - tens
    number = coefficient * 10**shift if shift >= 0 else coefficient // 10**-shift
    extra = digits(abs(tens))
    return log_fixed(number, places + 4) // 10000 + tens * log_ten(places + extra) // 10**extra
