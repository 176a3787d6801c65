# Contexts of decimal arithmetic, whose methods are the operations.

from _decimal_arithmetic import (
    _absolute,
    _add,
    _divide,
    _divide_int,
    _divmod,
    _minus,
    _multiply,
    _plus,
    _remainder,
    _subtract,
)
from _decimal_convert import _decimal, _from_any, _from_real, _strict, _text
from _decimal_int import ROUND_HALF_EVEN
from _decimal_number import MAX_EMAX, MAX_PREC, MIN_EMIN, _applied, _make_int, _rounding
from _decimal_power import _power, _power_mod
from _decimal_signal import (
    _ALL_INVALID,
    _OVERFLOW,
    _SignalDict,
    _ZERO_DIVISION,
    _shown_signals,
    _signal_bits,
)


def _integer(value):
    if not isinstance(value, int):
        raise TypeError("an integer is required")
    return int(value)


class Context:
    __module__ = "decimal"
    __static__ = True
    __slots__ = (
        "_prec",
        "_limit",
        "_rounding",
        "_emin",
        "_emax",
        "_capitals",
        "_clamp",
        "_flags",
        "_traps",
    )
    def __init__(
        self,
        prec=None,
        rounding=None,
        Emin=None,
        Emax=None,
        capitals=None,
        clamp=None,
        flags=None,
        traps=None,
    ):
        self.prec = 28 if prec is None else prec
        self.rounding = ROUND_HALF_EVEN if rounding is None else rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        self._flags = _SignalDict(0 if flags is None else _signal_bits(flags))
        default = _ALL_INVALID | _ZERO_DIVISION | _OVERFLOW
        self._traps = _SignalDict(default if traps is None else _signal_bits(traps))

    @property
    def prec(self):
        return self._prec

    @prec.setter
    def prec(self, value):
        if not 1 <= _integer(value) <= MAX_PREC:
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        self._prec = int(value)
        # What is below needs no rounding; the powers of high precisions are not worth their memory.
        self._limit = 10**self._prec if self._prec <= 100 else 0

    @property
    def rounding(self):
        return self._rounding

    @rounding.setter
    def rounding(self, value):
        self._rounding = _rounding(value)

    @property
    def Emin(self):
        return self._emin

    @Emin.setter
    def Emin(self, value):
        if not MIN_EMIN <= _integer(value) <= 0:
            raise ValueError("valid range for Emin is [MIN_EMIN, 0]")
        self._emin = int(value)

    @property
    def Emax(self):
        return self._emax

    @Emax.setter
    def Emax(self, value):
        if not 0 <= _integer(value) <= MAX_EMAX:
            raise ValueError("valid range for Emax is [0, MAX_EMAX]")
        self._emax = int(value)

    @property
    def capitals(self):
        return self._capitals

    @capitals.setter
    def capitals(self, value):
        if _integer(value) not in (0, 1):
            raise ValueError("valid values for capitals are 0 or 1")
        self._capitals = int(value)

    @property
    def clamp(self):
        return self._clamp

    @clamp.setter
    def clamp(self, value):
        if _integer(value) not in (0, 1):
            raise ValueError("valid values for clamp are 0 or 1")
        self._clamp = int(value)

    @property
    def flags(self):
        return self._flags

    @flags.setter
    def flags(self, value):
        self._flags.bits = _signal_bits(value)

    @property
    def traps(self):
        return self._traps

    @traps.setter
    def traps(self, value):
        self._traps.bits = _signal_bits(value)

    def __repr__(self):
        flags = _shown_signals(self._flags.bits)
        traps = _shown_signals(self._traps.bits)
        return (
            f"Context(prec={self._prec}, rounding={self._rounding}, Emin={self._emin}, "
            f"Emax={self._emax}, capitals={self._capitals}, clamp={self._clamp}, "
            f"flags=[{flags}], traps=[{traps}])"
        )

    def copy(self):
        made = Context(
            self._prec, self._rounding, self._emin, self._emax, self._capitals, self._clamp
        )
        made._flags.bits = self._flags.bits
        made._traps.bits = self._traps.bits
        return made

    __copy__ = copy

    def clear_flags(self):
        self._flags.bits = 0

    def clear_traps(self):
        self._traps.bits = 0

    def Etiny(self):
        return self._emin - self._prec + 1

    def Etop(self):
        return self._emax - self._prec + 1

    def create_decimal(self, num="0", /):
        return _applied(self, _from_any(self, num, True))

    def create_decimal_from_float(self, f, /):
        return _applied(self, _from_real(f))

    def abs(self, x, /):
        return _absolute(self, _decimal(x))

    def add(self, x, y, /):
        return _add(self, _decimal(x), _decimal(y))

    def apply(self, x, /):
        return _applied(self, _decimal(x))

    def canonical(self, x, /):
        return _strict(x).canonical()

    def compare(self, x, y, /):
        return _decimal(x).compare(_decimal(y), self)

    def compare_signal(self, x, y, /):
        return _decimal(x).compare_signal(_decimal(y), self)

    def compare_total(self, x, y, /):
        return _decimal(x).compare_total(_decimal(y))

    def compare_total_mag(self, x, y, /):
        return _decimal(x).compare_total_mag(_decimal(y))

    def copy_abs(self, x, /):
        return _decimal(x).copy_abs()

    def copy_decimal(self, x, /):
        return _decimal(x)

    def copy_negate(self, x, /):
        return _decimal(x).copy_negate()

    def copy_sign(self, x, y, /):
        return _decimal(x).copy_sign(_decimal(y))

    def divide(self, x, y, /):
        return _divide(self, _decimal(x), _decimal(y))

    def divide_int(self, x, y, /):
        return _divide_int(self, _decimal(x), _decimal(y))

    def divmod(self, x, y, /):
        return _divmod(self, _decimal(x), _decimal(y))

    def exp(self, x, /):
        return _decimal(x).exp(self)

    def fma(self, x, y, z, /):
        return _decimal(x).fma(_decimal(y), _decimal(z), self)

    def is_canonical(self, x, /):
        return _strict(x).is_canonical()

    def is_finite(self, x, /):
        return _decimal(x).is_finite()

    def is_infinite(self, x, /):
        return _decimal(x).is_infinite()

    def is_nan(self, x, /):
        return _decimal(x).is_nan()

    def is_normal(self, x, /):
        return _decimal(x).is_normal(self)

    def is_qnan(self, x, /):
        return _decimal(x).is_qnan()

    def is_signed(self, x, /):
        return _decimal(x).is_signed()

    def is_snan(self, x, /):
        return _decimal(x).is_snan()

    def is_subnormal(self, x, /):
        return _decimal(x).is_subnormal(self)

    def is_zero(self, x, /):
        return _decimal(x).is_zero()

    def ln(self, x, /):
        return _decimal(x).ln(self)

    def log10(self, x, /):
        return _decimal(x).log10(self)

    def logb(self, x, /):
        return _decimal(x).logb(self)

    def logical_and(self, x, y, /):
        return _decimal(x).logical_and(_decimal(y), self)

    def logical_invert(self, x, /):
        return _decimal(x).logical_invert(self)

    def logical_or(self, x, y, /):
        return _decimal(x).logical_or(_decimal(y), self)

    def logical_xor(self, x, y, /):
        return _decimal(x).logical_xor(_decimal(y), self)

    def max(self, x, y, /):
        return _decimal(x).max(_decimal(y), self)

    def max_mag(self, x, y, /):
        return _decimal(x).max_mag(_decimal(y), self)

    def min(self, x, y, /):
        return _decimal(x).min(_decimal(y), self)

    def min_mag(self, x, y, /):
        return _decimal(x).min_mag(_decimal(y), self)

    def minus(self, x, /):
        return _minus(self, _decimal(x))

    def multiply(self, x, y, /):
        return _multiply(self, _decimal(x), _decimal(y))

    def next_minus(self, x, /):
        return _decimal(x).next_minus(self)

    def next_plus(self, x, /):
        return _decimal(x).next_plus(self)

    def next_toward(self, x, y, /):
        return _decimal(x).next_toward(_decimal(y), self)

    def normalize(self, x, /):
        return _decimal(x).normalize(self)

    def number_class(self, x, /):
        return _decimal(x).number_class(self)

    def plus(self, x, /):
        return _plus(self, _decimal(x))

    def power(self, a, b, modulo=None):
        a, b = _decimal(a), _decimal(b)
        return _power(self, a, b) if modulo is None else _power_mod(self, a, b, _decimal(modulo))

    def quantize(self, x, y, /):
        return _decimal(x).quantize(_decimal(y), None, self)

    def radix(self):
        return _make_int(10)

    def remainder(self, x, y, /):
        return _remainder(self, _decimal(x), _decimal(y))

    def remainder_near(self, x, y, /):
        return _decimal(x).remainder_near(_decimal(y), self)

    def rotate(self, x, y, /):
        return _decimal(x).rotate(_decimal(y), self)

    def same_quantum(self, x, y, /):
        return _decimal(x).same_quantum(_decimal(y))

    def scaleb(self, x, y, /):
        return _decimal(x).scaleb(_decimal(y), self)

    def shift(self, x, y, /):
        return _decimal(x).shift(_decimal(y), self)

    def sqrt(self, x, /):
        return _decimal(x).sqrt(self)

    def subtract(self, x, y, /):
        return _subtract(self, _decimal(x), _decimal(y))

    def to_eng_string(self, x, /):
        return _decimal(x).to_eng_string(self)

    def to_integral_exact(self, x, /):
        return _decimal(x).to_integral_exact(None, self)

    def to_integral_value(self, x, /):
        return _decimal(x).to_integral_value(None, self)

    to_integral = to_integral_value

    def to_sci_string(self, x, /):
        return _text(_decimal(x), self)
