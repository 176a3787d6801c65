# Decimal arithmetic as in the General Decimal Arithmetic Specification, on Python's ints.

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
    exp_digits,
    log_digits,
    number_of,
    stripped,
    text_of,
)
from _decimal_text import FormatSpec, parse, scientific, special_text, with_point
from math import copysign, isqrt

MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
HAVE_THREADS = True
HAVE_CONTEXTVAR = True

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

# Conditions, as bits. The first five are all InvalidOperation to the one who sets a trap.
_INVALID = 1
_CONVERSION = 2
_IMPOSSIBLE = 4
_UNDEFINED = 8
_BAD_CONTEXT = 16
_FLOAT = 32
_ZERO_DIVISION = 64
_OVERFLOW = 128
_UNDERFLOW = 256
_SUBNORMAL = 512
_INEXACT = 1024
_ROUNDED = 2048
_CLAMPED = 4096
_ALL_INVALID = 31


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class InvalidContext(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = {
    InvalidOperation: _ALL_INVALID,
    FloatOperation: _FLOAT,
    DivisionByZero: _ZERO_DIVISION,
    Overflow: _OVERFLOW,
    Underflow: _UNDERFLOW,
    Subnormal: _SUBNORMAL,
    Inexact: _INEXACT,
    Rounded: _ROUNDED,
    Clamped: _CLAMPED,
}
_CONDITIONS = (
    (_INVALID, InvalidOperation),
    (_CONVERSION, ConversionSyntax),
    (_IMPOSSIBLE, DivisionImpossible),
    (_UNDEFINED, DivisionUndefined),
    (_BAD_CONTEXT, InvalidContext),
    (_FLOAT, FloatOperation),
    (_ZERO_DIVISION, DivisionByZero),
    (_OVERFLOW, Overflow),
    (_UNDERFLOW, Underflow),
    (_SUBNORMAL, Subnormal),
    (_INEXACT, Inexact),
    (_ROUNDED, Rounded),
    (_CLAMPED, Clamped),
)
# The order of the conditions where a context is shown; what is invalid is shown once.
_SHOWN = (
    (_CLAMPED, "Clamped"),
    (_CONVERSION, "InvalidOperation"),
    (_ZERO_DIVISION, "DivisionByZero"),
    (_IMPOSSIBLE, "InvalidOperation"),
    (_UNDEFINED, "InvalidOperation"),
    (_INEXACT, "Inexact"),
    (_BAD_CONTEXT, "InvalidOperation"),
    (_INVALID, "InvalidOperation"),
    (_OVERFLOW, "Overflow"),
    (_ROUNDED, "Rounded"),
    (_SUBNORMAL, "Subnormal"),
    (_UNDERFLOW, "Underflow"),
    (_FLOAT, "FloatOperation"),
)


def _shown_signals(bits):
    names = []
    for bit, name in _SHOWN:
        if bits & bit and name not in names:
            names.append(name)
    return ", ".join(names)


def _raise_signal(status):
    names = [condition for bit, condition in _CONDITIONS if status & bit]
    for signal, bits in _SIGNALS.items():
        if status & bits:
            raise signal(names)


class _SignalDict:
    # What `flags` and `traps` of a context are: a mapping over bits.
    def __init__(self, bits):
        self.bits = bits

    def _bit(self, signal):
        bits = _SIGNALS.get(signal)
        if bits is None:
            raise KeyError(
                "valid values for signals are:\n  [InvalidOperation, FloatOperation, "
                "DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]"
            )
        return bits

    def __getitem__(self, signal):
        return self.bits & self._bit(signal) != 0

    def __setitem__(self, signal, value):
        bits = self._bit(signal)
        self.bits = self.bits | bits if value else self.bits & ~bits

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __iter__(self):
        return iter(_SIGNALS)

    def __len__(self):
        return len(_SIGNALS)

    def __contains__(self, signal):
        return signal in _SIGNALS

    def __eq__(self, other):
        return self.copy() == (other.copy() if isinstance(other, _SignalDict) else other)

    def __repr__(self):
        return "{" + ", ".join([f"{signal}:{self[signal]}" for signal in _SIGNALS]) + "}"

    def get(self, signal, default=None):
        return self[signal] if signal in _SIGNALS else default

    def keys(self):
        return _SIGNALS.keys()

    def values(self):
        return [self[signal] for signal in _SIGNALS]

    def items(self):
        return [(signal, self[signal]) for signal in _SIGNALS]

    def copy(self):
        return {signal: self[signal] for signal in _SIGNALS}

    def update(self, other):
        for signal in other:
            self[signal] = other[signal]


def _signal_bits(signals):
    bits = 0
    if isinstance(signals, _SignalDict):
        return signals.bits
    if isinstance(signals, dict):
        if len(signals) != len(_SIGNALS) or [s for s in signals if s not in _SIGNALS]:
            raise KeyError("invalid signal dict")
        signals = [signal for signal in signals if signals[signal]]
    elif not isinstance(signals, (list, tuple)):
        raise TypeError("argument must be a signal dict")
    for signal in signals:
        bits |= _SignalDict(0)._bit(signal)
    return bits


def _integer(value):
    if not isinstance(value, int):
        raise TypeError("an integer is required")
    return int(value)


def _rounding(value):
    if not isinstance(value, str) or value not in _ROUNDINGS:
        raise TypeError(
            "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
        )
    return value


class Context:
    __static__ = True
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
        return _applied(self, Decimal.from_float(f))

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
        return Decimal(10)

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


class _ContextManager:
    def __init__(self, context):
        self._context = context

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._context)
        return self._context

    def __exit__(self, kind, value, traceback):
        setcontext(self._saved)
        return False


_BASIC_TRAPS = [Clamped, InvalidOperation, DivisionByZero, Overflow, Underflow]
DefaultContext = Context()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, traps=_BASIC_TRAPS)
ExtendedContext = Context(prec=9, traps=[])
_current = DefaultContext.copy()


def getcontext():
    return _current


def setcontext(context, /):
    global _current
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context is DefaultContext or context is BasicContext or context is ExtendedContext:
        context = context.copy()
        context.clear_flags()
    _current = context


def localcontext(ctx=None, **kwargs):
    if ctx is None:
        ctx = _current
    elif not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    ctx = ctx.copy()
    for name, value in kwargs.items():
        if name == "prec":
            ctx.prec = value
        elif name == "rounding":
            ctx.rounding = value
        elif name == "Emin":
            ctx.Emin = value
        elif name == "Emax":
            ctx.Emax = value
        elif name == "capitals":
            ctx.capitals = value
        elif name == "clamp":
            ctx.clamp = value
        elif name == "flags":
            ctx.flags = value
        elif name == "traps":
            ctx.traps = value
        else:
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
    return _ContextManager(ctx)


class DecimalTuple(tuple):
    _fields = ("sign", "digits", "exponent")

    def __new__(cls, sign, digits, exponent):
        return tuple.__new__(cls, (sign, digits, exponent))

    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])

    def _replace(self, **fields):
        values = [fields.pop(name, self[index]) for index, name in enumerate(self._fields)]
        if fields:
            raise ValueError(f"Got unexpected field names: {list(fields)!r}")
        return DecimalTuple(values[0], values[1], values[2])

    def _asdict(self):
        return {name: self[index] for index, name in enumerate(self._fields)}

    def __repr__(self):
        return f"DecimalTuple(sign={self[0]!r}, digits={self[1]!r}, exponent={self[2]!r})"


class Decimal:
    __static__ = True
    # Sign (0 or 1), coefficient, exponent, and "" or for what is no finite number "F", "n", "N".
    __slots__ = ("_s", "_c", "_e", "_k")

    def __new__(cls, value="0", context=None):
        made = _from_any(_context(context), value, False)
        if cls is Decimal:
            return made
        return _set(object.__new__(cls), made._s, made._c, made._e, made._k)

    @classmethod
    def from_float(cls, f, /):
        if isinstance(f, int):
            made = _from_int(f)
        elif isinstance(f, float):
            made = _from_float(f)
        else:
            raise TypeError("argument must be int or float")
        return made if cls is Decimal else cls(made)

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"Decimal('{_text(self, _current)}')"

    def __str__(self):
        return _text(self, _current)

    def to_eng_string(self, context=None):
        return _text(self, _context(context), True)

    def __format__(self, format_spec, override=None):
        return _format(self, format_spec)

    def __hash__(self):
        return _hash(self)

    def __bool__(self):
        return self._k != "" or self._c != 0

    def __int__(self):
        _finite(self, "integer")
        number = dropped(self._c, -self._e, ROUND_DOWN, 0)[0] if self._e < 0 else _scaled(self)
        return -number if self._s else number

    __trunc__ = __int__

    def __float__(self):
        if self._k == "N":
            raise ValueError("cannot convert signaling NaN to float")
        if self._k == "n":
            return float("-nan" if self._s else "nan")
        return float(_text(self, _current))

    def __floor__(self):
        return _to_int(self, ROUND_FLOOR)

    def __ceil__(self):
        return _to_int(self, ROUND_CEILING)

    def __round__(self, ndigits=None, /):
        if ndigits is None:
            return _to_int(self, ROUND_HALF_EVEN)
        if not isinstance(ndigits, int):
            raise TypeError("optional arg must be an integer")
        return self.quantize(_make(0, 1, -ndigits, ""))

    def as_integer_ratio(self):
        _finite(self, "integer ratio")
        number, exponent = stripped(self._c, self._e, 0) if self._c else (0, 0)
        number = -number if self._s else number
        if exponent >= 0:
            return number * 10**exponent, 1
        # What is left in common with a power of ten is a power of two or one of five.
        below = 10**-exponent
        for prime in (2, 5):
            count = 0
            while count < -exponent and number % prime == 0:
                number //= prime
                count += 1
            below //= prime**count
        return number, below

    def as_tuple(self):
        if self._k == "F":
            return DecimalTuple(self._s, (0,), "F")
        if self._k and not self._c:
            return DecimalTuple(self._s, (), self._k)
        coefficient = tuple([int(digit) for digit in text_of(self._c)])
        return DecimalTuple(self._s, coefficient, self._k or self._e)

    real = property(lambda self: self)
    imag = property(lambda self: _make(0, 0, 0, ""))

    def conjugate(self):
        return self

    def __neg__(self):
        return _minus(_current, self)

    def __pos__(self):
        return _plus(_current, self)

    def __abs__(self):
        return _absolute(_current, self)

    def __add__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _add(_current, self, other)

    def __radd__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _add(_current, other, self)

    def __sub__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _subtract(_current, self, other)

    def __rsub__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _subtract(_current, other, self)

    def __mul__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _multiply(_current, self, other)

    def __rmul__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _multiply(_current, other, self)

    def __truediv__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _divide(_current, self, other)

    def __rtruediv__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _divide(_current, other, self)

    def __floordiv__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _divide_int(_current, self, other)

    def __rfloordiv__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _divide_int(_current, other, self)

    def __mod__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _remainder(_current, self, other)

    def __rmod__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _remainder(_current, other, self)

    def __divmod__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _divmod(_current, self, other)

    def __rdivmod__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _divmod(_current, other, self)

    def __pow__(self, other, modulo=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        if modulo is None:
            return _power(_current, self, other)
        modulo = _operand(modulo)
        return modulo if modulo is NotImplemented else _power_mod(_current, self, other, modulo)

    def __rpow__(self, other, modulo=None):
        other = _operand(other)
        return other if other is NotImplemented else _power(_current, other, self)

    def __eq__(self, other):
        other = _comparand(self, other, True)
        if other is NotImplemented:
            return other
        left, right = other
        if left._k in ("n", "N") or right._k in ("n", "N"):
            if left._k == "N" or right._k == "N":
                _signal(_current, _INVALID)
            return False
        return _order(left, right) == 0

    def __lt__(self, other):
        order = _ordered(self, other)
        return order if order is NotImplemented else order == -1

    def __le__(self, other):
        order = _ordered(self, other)
        return order if order is NotImplemented else order == -1 or order == 0

    def __gt__(self, other):
        order = _ordered(self, other)
        return order if order is NotImplemented else order == 1

    def __ge__(self, other):
        order = _ordered(self, other)
        return order if order is NotImplemented else order == 1 or order == 0

    def compare(self, other, context=None):
        context, other = _context(context), _decimal(other)
        found = _nan_of(context, self, other)
        return _make_int(_order(self, other)) if found is None else found

    def compare_signal(self, other, context=None):
        context, other = _context(context), _decimal(other)
        if self._k in ("n", "N") or other._k in ("n", "N"):
            found = _quiet_of(context, self, other)
            _signal(context, _INVALID)
            return found
        return _make_int(_order(self, other))

    def compare_total(self, other, context=None):
        return _make_int(_total_order(self, _decimal(other)))

    def compare_total_mag(self, other, context=None):
        return _make_int(_total_order(self.copy_abs(), _decimal(other).copy_abs()))

    def copy_abs(self):
        return _make(0, self._c, self._e, self._k)

    def copy_negate(self):
        return _make(1 - self._s, self._c, self._e, self._k)

    def copy_sign(self, other, context=None):
        return _make(_decimal(other)._s, self._c, self._e, self._k)

    def canonical(self):
        return self

    def is_canonical(self):
        return True

    def is_finite(self):
        return self._k == ""

    def is_infinite(self):
        return self._k == "F"

    def is_nan(self):
        return self._k in ("n", "N")

    def is_qnan(self):
        return self._k == "n"

    def is_snan(self):
        return self._k == "N"

    def is_signed(self):
        return self._s == 1

    def is_zero(self):
        return self._k == "" and self._c == 0

    def is_normal(self, context=None):
        context = _context(context)
        return self._k == "" and self._c != 0 and _adjusted(self) >= context._emin

    def is_subnormal(self, context=None):
        context = _context(context)
        return self._k == "" and self._c != 0 and _adjusted(self) < context._emin

    def number_class(self, context=None):
        if self._k in ("n", "N"):
            return "sNaN" if self._k == "N" else "NaN"
        name = "Infinity" if self._k else "Normal" if self._c else "Zero"
        if self.is_subnormal(context):
            name = "Subnormal"
        return ("-" if self._s else "+") + name

    def adjusted(self):
        return 0 if self._k else _adjusted(self)

    def radix(self):
        return _make(0, 10, 0, "")

    def same_quantum(self, other, context=None):
        other = _decimal(other)
        if self._k or other._k:
            return (self._k in ("n", "N")) == (other._k in ("n", "N")) and (self._k == "") == (
                other._k == ""
            )
        return self._e == other._e

    def exp(self, context=None):
        return _exp(_context(context), self)

    def ln(self, context=None):
        return _ln(_context(context), self)

    def log10(self, context=None):
        return _log10(_context(context), self)

    def sqrt(self, context=None):
        return _sqrt(_context(context), self)

    def fma(self, other, third, context=None):
        return _fma(_context(context), self, _decimal(other), _decimal(third))

    def logb(self, context=None):
        context = _context(context)
        found = _nan_of(context, self)
        if found is not None:
            return found
        if self._k:
            return _make(0, 0, 0, "F")
        if not self._c:
            return _answer(context, _make(1, 0, 0, "F"), _ZERO_DIVISION)
        return _applied(context, _make_int(_adjusted(self)))

    def logical_and(self, other, context=None):
        context, other = _context(context), _decimal(other)
        return _logical(context, self, other, lambda left, right: left == right == "1")

    def logical_or(self, other, context=None):
        context, other = _context(context), _decimal(other)
        return _logical(context, self, other, lambda left, right: "1" in (left, right))

    def logical_xor(self, other, context=None):
        context, other = _context(context), _decimal(other)
        return _logical(context, self, other, lambda left, right: left != right)

    def logical_invert(self, context=None):
        context = _context(context)
        ones = _make(0, 10**context._prec // 9, 0, "")
        return _logical(context, self, ones, lambda left, right: left != right)

    def max(self, other, context=None):
        return _extreme(_context(context), self, _decimal(other), False, 1)

    def max_mag(self, other, context=None):
        return _extreme(_context(context), self, _decimal(other), True, 1)

    def min(self, other, context=None):
        return _extreme(_context(context), self, _decimal(other), False, -1)

    def min_mag(self, other, context=None):
        return _extreme(_context(context), self, _decimal(other), True, -1)

    def next_minus(self, context=None):
        return _next(_context(context), self, 1)

    def next_plus(self, context=None):
        return _next(_context(context), self, 0)

    def next_toward(self, other, context=None):
        context, other = _context(context), _decimal(other)
        found = _nan_of(context, self, other)
        if found is not None:
            return found
        order = _order(self, other)
        if order == 0:
            return self.copy_sign(other)
        made = _next(context, self, int(order > 0))
        if made._k == "F" and not self._k:
            return _answer(context, made, _OVERFLOW | _INEXACT | _ROUNDED)
        if made.is_finite() and (not made._c or _adjusted(made) < context._emin):
            status = _UNDERFLOW | _SUBNORMAL | _INEXACT | _ROUNDED
            return _answer(context, made, status if made._c else status | _CLAMPED)
        return made

    def normalize(self, context=None):
        context = _context(context)
        found = _nan_of(context, self)
        if found is not None:
            return found
        made = _applied(context, self)
        if made._k:
            return made
        if not made._c:
            return _make(made._s, 0, 0, "")
        most = context._emax - context._prec + 1 if context._clamp else context._emax
        number, exponent = stripped(made._c, made._e, most)
        return _make(made._s, number, exponent, "")

    def quantize(self, exp, rounding=None, context=None):
        context = _context(context)
        rounding = context._rounding if rounding is None else _rounding(rounding)
        return _quantize(context, self, _decimal(exp), rounding)

    def remainder_near(self, other, context=None):
        return _remainder_near(_context(context), self, _decimal(other))

    def rotate(self, other, context=None):
        return _rotate(_context(context), self, _decimal(other))

    def scaleb(self, other, context=None):
        return _scaleb(_context(context), self, _decimal(other))

    def shift(self, other, context=None):
        return _shift(_context(context), self, _decimal(other))

    def to_integral_exact(self, rounding=None, context=None):
        return _to_integral(_context(context), self, rounding, True)

    def to_integral_value(self, rounding=None, context=None):
        return _to_integral(_context(context), self, rounding, False)

    to_integral = to_integral_value


def _set(self, sign, coefficient, exponent, kind):
    self._s = sign
    self._c = coefficient
    self._e = exponent
    self._k = kind
    return self


def _make(sign, coefficient, exponent, kind):
    self = object.__new__(Decimal)
    self._s = sign
    self._c = coefficient
    self._e = exponent
    self._k = kind
    return self


def _make_int(number):
    return _make(1, -number, 0, "") if number < 0 else _make(0, number, 0, "")


def _context(context):
    if context is None:
        return _current
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    return context


def _signal(context, status):
    context._flags.bits |= status
    status &= context._traps.bits
    if status:
        _raise_signal(status)


def _answer(context, made, status):
    if status:
        _signal(context, status)
    return made


def _invalid(context, status=_INVALID):
    _signal(context, status)
    return _make(0, 0, 0, "n")


def _adjusted(number):
    return number._e + digits(number._c) - 1


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
    if isinstance(value, Decimal):
        return value
    return _make_int(int(value)) if isinstance(value, int) else NotImplemented


def _decimal(value):
    value_or_none = _operand(value)
    if value_or_none is NotImplemented:
        kind = type(value).__name__
        raise TypeError(f"conversion from {kind} to Decimal is not supported")
    return value_or_none


def _strict(value):
    if not isinstance(value, Decimal):
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


def _from_any(context, value, rounded):
    if isinstance(value, str):
        found = None if rounded and (value.strip() != value or "_" in value) else parse(value)
        if found is None or rounded and found[3] in ("n", "N") and _payload_is_long(context, found):
            return _invalid(context, _CONVERSION)
        sign, number, exponent, kind = found
        return _in_range(context, sign, number, exponent, kind, rounded)
    if isinstance(value, Decimal):
        if type(value) is Decimal:
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


# Rounding to a context.


def _finish(context, sign, number, exponent, status=0, rounding=None):
    # The exact value number * 10**exponent, rounded to the context.
    etiny = context._emin - context._prec + 1
    etop = context._emax - context._prec + 1
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


# Order.


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


def _comparand(self, other, equality):
    # Both sides as decimals that compare as the numbers do, or NotImplemented.
    if isinstance(other, Decimal):
        return self, other
    if isinstance(other, int):
        return self, _from_int(other)
    if isinstance(other, float):
        if equality:
            _current._flags.bits |= _FLOAT
        else:
            _signal(_current, _FLOAT)
        return self, _from_float(other)
    above = getattr(other, "numerator", None)
    below = getattr(other, "denominator", None)
    if isinstance(above, int) and isinstance(below, int):
        if self._k:
            return self, _from_int(above)
        return _make(self._s, self._c * below, self._e, ""), _from_int(above)
    return NotImplemented


def _ordered(self, other):
    both = _comparand(self, other, False)
    if both is NotImplemented:
        return both
    left, right = both
    if left._k in ("n", "N") or right._k in ("n", "N"):
        _signal(_current, _INVALID)
        return None
    return _order(left, right)


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


# Arithmetic.


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
    gap = high._e + min(-1, digits(high._c) - context._prec - 2)
    if gap - low_exponent > 40 and _adjusted(low) < gap:
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


# Powers, roots and logarithms.


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
    work = Context(precision, ROUND_HALF_EVEN, context._emin, context._emax, 1, 0, [], [])
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


def _power_real(context, base, exponent):
    work = Context(max(digits(base._c), context._prec) + 23, ROUND_HALF_EVEN, traps=[])
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


# Digits and exponents.


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


# Format specifications.


def _format(number, text):
    if not isinstance(text, str):
        raise TypeError("format argument must be str")
    spec = FormatSpec(text)
    if number._k:
        body = special_text(0, number._c, number._k)
        if spec.kind == "%":
            body += "%"
        return spec.laid_out(number._s, body, True)
    kind = spec.kind or ("G" if _current._capitals else "g")
    if kind == "n":
        kind = "g"
    coefficient, exponent = number._c, number._e
    if kind == "%":
        exponent += 2
    if spec.precision is not None:
        coefficient, exponent = _to_precision(number, coefficient, exponent, kind, spec.precision)
    if not coefficient and exponent > 0 and kind in "fF%":
        exponent = 0
    # A number that only rounds to zero keeps its sign with some kinds.
    unsigned = spec.zero and not coefficient and (kind in "f%" or not number._c)
    negative = number._s and not unsigned
    return spec.laid_out(negative, _body(coefficient, exponent, kind, spec.precision), False)


def _to_precision(number, coefficient, exponent, kind, precision):
    if kind in "fF%":
        drop = -precision - exponent
        if drop <= 0:
            return coefficient * 10**-drop, -precision
        return dropped(coefficient, drop, _current._rounding, number._s)[0], -precision
    wanted = precision + 1 if kind in "eE" else precision or 1
    if not coefficient:
        return (0, exponent)
    drop = digits(coefficient) - wanted
    if drop > 0:
        coefficient = dropped(coefficient, drop, _current._rounding, number._s)[0]
        exponent += drop
        if coefficient >= 10**wanted:
            coefficient //= 10
            exponent += 1
    elif drop < 0 and kind in "eE":
        coefficient *= 10**-drop
        exponent += drop
    return coefficient, exponent


def _body(coefficient, exponent, kind, precision):
    if kind in "gG":
        return scientific(0, coefficient, exponent, "E" if kind == "G" else "e", False)
    shown = text_of(coefficient)
    if kind in "fF%":
        body = with_point(shown, exponent + len(shown))
        return body + "%" if kind == "%" else body
    if not coefficient and precision is not None:
        # The digits of a zero are those asked for, and its exponent counts from the last one.
        return with_point("0" * (precision + 1), 1) + f"{kind}{exponent + precision:+}"
    return with_point(shown, 1) + f"{kind}{exponent + len(shown) - 1:+}"
