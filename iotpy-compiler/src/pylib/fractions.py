# Rational numbers.

from math import gcd

_MODULUS = (1 << 61) - 1


class Fraction:
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            above, below = _parts(numerator)
        elif type(numerator) is int and type(denominator) is int:
            above, below = numerator, denominator
        elif _is_rational(numerator) and _is_rational(denominator):
            above = numerator.numerator * denominator.denominator
            below = denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if below == 0:
            raise ZeroDivisionError(f"Fraction({above}, 0)")
        return _reduced(cls, above, below)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            kind = type(f).__name__
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({kind})")
        above, below = f.as_integer_ratio()
        return _made(cls, above, below)

    @classmethod
    def from_decimal(cls, dec):
        if isinstance(dec, int):
            return cls(dec)
        if type(dec).__name__ != "Decimal":
            kind = type(dec).__name__
            raise TypeError(
                f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({kind})"
            )
        above, below = dec.as_integer_ratio()
        return _made(cls, above, below)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, until one is too long.
        above, below = self._numerator, self._denominator
        p0, q0, p1, q1 = 0, 1, 1, 0
        while True:
            whole = above // below
            q2 = q0 + whole * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + whole * p1, q2
            above, below = below, above - whole * below
        steps = (max_denominator - q0) // q1
        if 2 * below * (q0 + steps * q1) <= self._denominator:
            return _made(Fraction, p1, q1)
        return _made(Fraction, p0 + steps * p1, q0 + steps * q1)

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)
    real = property(lambda self: +self)
    imag = property(lambda self: 0)

    def conjugate(self):
        return +self

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __add__(self, other):
        if isinstance(other, float):
            return _float(self) + other
        if not _is_rational(other):
            return NotImplemented
        return _sum(self, other, 1)

    def __radd__(self, other):
        if isinstance(other, float):
            return other + _float(self)
        return _sum(self, other, 1) if _is_rational(other) else NotImplemented

    def __sub__(self, other):
        if isinstance(other, float):
            return _float(self) - other
        return _sum(self, other, -1) if _is_rational(other) else NotImplemented

    def __rsub__(self, other):
        if isinstance(other, float):
            return other - _float(self)
        return _sum(-self, other, 1) if _is_rational(other) else NotImplemented

    def __mul__(self, other):
        if isinstance(other, float):
            return _float(self) * other
        if not _is_rational(other):
            return NotImplemented
        return _product(self._numerator, self._denominator, other.numerator, other.denominator)

    def __rmul__(self, other):
        if isinstance(other, float):
            return other * _float(self)
        return self * other if _is_rational(other) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, float):
            return _float(self) / other
        if not _is_rational(other):
            return NotImplemented
        return _ratio(self._numerator, self._denominator, other.numerator, other.denominator)

    def __rtruediv__(self, other):
        if isinstance(other, float):
            return other / _float(self)
        if not _is_rational(other):
            return NotImplemented
        return _ratio(other.numerator, other.denominator, self._numerator, self._denominator)

    def __floordiv__(self, other):
        if isinstance(other, float):
            return _float(self) // other
        return _floor(self, other) if _is_rational(other) else NotImplemented

    def __rfloordiv__(self, other):
        if isinstance(other, float):
            return other // _float(self)
        return _floor(other, self) if _is_rational(other) else NotImplemented

    def __mod__(self, other):
        if isinstance(other, float):
            return _float(self) % other
        return _modulo(self, other) if _is_rational(other) else NotImplemented

    def __rmod__(self, other):
        if isinstance(other, float):
            return other % _float(self)
        return _modulo(other, self) if _is_rational(other) else NotImplemented

    def __divmod__(self, other):
        if isinstance(other, float):
            return divmod(_float(self), other)
        return _rest(self, other) if _is_rational(other) else NotImplemented

    def __rdivmod__(self, other):
        if isinstance(other, float):
            return divmod(other, _float(self))
        return _rest(other, self) if _is_rational(other) else NotImplemented

    def __pow__(self, other):
        if not _is_rational(other):
            return _float(self) ** other
        if other.denominator != 1:
            return _float(self) ** (other.numerator / other.denominator)
        power = other.numerator
        above, below = self._numerator, self._denominator
        if power < 0:
            if above == 0:
                raise ZeroDivisionError(f"Fraction({below**-power}, 0)")
            above, below, power = below, above, -power
            if below < 0:
                above, below = -above, -below
        return _made(Fraction, above**power, below**power)

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other**self._numerator
        if _is_rational(other):
            return Fraction(other) ** self
        if self._denominator == 1:
            return other**self._numerator
        return other ** _float(self)

    def __pos__(self):
        return _made(Fraction, self._numerator, self._denominator)

    def __neg__(self):
        return _made(Fraction, -self._numerator, self._denominator)

    def __abs__(self):
        return _made(Fraction, abs(self._numerator), self._denominator)

    def __int__(self):
        if self._numerator < 0:
            return -(-self._numerator // self._denominator)
        return self._numerator // self._denominator

    __trunc__ = __int__

    def __float__(self):
        return self._numerator / self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            if rest * 2 == self._denominator:
                return floor + floor % 2
            return floor + (rest * 2 > self._denominator)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        if self._denominator % _MODULUS == 0:
            found = 314159
        else:
            inverse = pow(self._denominator, _MODULUS - 2, _MODULUS)
            found = abs(self._numerator) * inverse % _MODULUS
        if self._numerator < 0:
            found = -found
        return -2 if found == -1 else found

    def __eq__(self, other):
        if isinstance(other, float):
            if other - other != 0:
                return 0.0 == other
            above, below = other.as_integer_ratio()
            return self._numerator == above and self._denominator == below
        if not _is_rational(other):
            return NotImplemented
        return self._numerator == other.numerator and self._denominator == other.denominator

    def __lt__(self, other):
        both = _crossed(self, other)
        return both if both is NotImplemented else both[0] < both[1]

    def __gt__(self, other):
        both = _crossed(self, other)
        return both if both is NotImplemented else both[0] > both[1]

    def __le__(self, other):
        both = _crossed(self, other)
        return both if both is NotImplemented else both[0] <= both[1]

    def __ge__(self, other):
        both = _crossed(self, other)
        return both if both is NotImplemented else both[0] >= both[1]

    def __bool__(self):
        return self._numerator != 0

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else type(self)(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _is_rational(value):
    # What `numbers.Rational` holds: ints, fractions, and classes that have both parts as ints.
    if isinstance(value, (int, Fraction)):
        return True
    above = getattr(value, "numerator", None)
    return isinstance(above, int) and isinstance(getattr(value, "denominator", None), int)


def _parts(value):
    # Numerator and denominator of the only argument.
    if isinstance(value, str):
        parts = _parsed(value.strip())
        if parts is None:
            raise ValueError(f"Invalid literal for Fraction: {value!r}")
        return parts
    if _is_rational(value):
        return value.numerator, value.denominator
    if isinstance(value, float) or type(value).__name__ == "Decimal":
        return value.as_integer_ratio()
    raise TypeError("argument should be a string or a Rational instance")


def _parsed(text):
    # Numerator and denominator of "3/4" or "-1.25e3", or None.
    sign = -1 if text[:1] == "-" else 1
    if text[:1] in ("+", "-"):
        text = text[1:]
    whole, slash, below = text.partition("/")
    if slash:
        if _are_digits(whole) and _are_digits(below):
            return sign * int(whole), int(below)
        return None
    mantissa, mark, power = text.lower().partition("e")
    exponent = 0
    if mark:
        digits = power[1:] if power[:1] in ("+", "-") else power
        if not _are_digits(digits):
            return None
        exponent = int(power)
    whole, _, part = mantissa.partition(".")
    if not (whole or part) or whole and not _are_digits(whole) or part and not _are_digits(part):
        return None
    part = part.replace("_", "")
    number = sign * int((whole + part) or 0)
    exponent -= len(part)
    return (number * 10**exponent, 1) if exponent >= 0 else (number, 10**-exponent)


def _are_digits(text):
    return "__" not in text and text[-1:] != "_" != text[:1] and text.replace("_", "").isdecimal()


def _made(cls, above, below):
    self = object.__new__(cls)
    self._numerator = above
    self._denominator = below
    return self


def _reduced(cls, above, below):
    divisor = gcd(above, below)
    if below < 0:
        divisor = -divisor
    return _made(cls, above // divisor, below // divisor)


def _float(value):
    return value._numerator / value._denominator


def _sum(left, right, sign):
    above = left._numerator * right.denominator + sign * right.numerator * left._denominator
    return _reduced(Fraction, above, left._denominator * right.denominator)


def _product(above, below, other_above, other_below):
    return _reduced(Fraction, above * other_above, below * other_below)


def _ratio(above, below, other_above, other_below):
    if other_above == 0:
        # What CPython's division shows of the reduced operands.
        above = above // (abs(above) or 1) * other_below // gcd(other_below, below)
        raise ZeroDivisionError(f"Fraction({above}, 0)")
    return _reduced(Fraction, above * other_below, below * other_above)


def _floor(left, right):
    return (left.numerator * right.denominator) // (left.denominator * right.numerator)


def _modulo(left, right):
    above = (left.numerator * right.denominator) % (right.numerator * left.denominator)
    return _reduced(Fraction, above, left.denominator * right.denominator)


def _rest(left, right):
    below = left.denominator * right.denominator
    quotient, above = divmod(
        left.numerator * right.denominator, right.numerator * left.denominator
    )
    return quotient, _reduced(Fraction, above, below)


def _crossed(left, right):
    # Two numbers in the order of the fraction and what it is compared with, or NotImplemented.
    if isinstance(right, float):
        if right - right != 0:
            return 0.0, right
        above, below = right.as_integer_ratio()
        return left._numerator * below, left._denominator * above
    if _is_rational(right):
        return left._numerator * right.denominator, left._denominator * right.numerator
    return NotImplemented
