# Decimal arithmetic as in the General Decimal Arithmetic Specification, on Python's ints.

from _decimal_arithmetic import (
    _absolute,
    _add,
    _divide,
    _divide_int,
    _divmod,
    _fma,
    _logical,
    _minus,
    _multiply,
    _next,
    _plus,
    _quantize,
    _remainder,
    _remainder_near,
    _rotate,
    _scaleb,
    _shift,
    _subtract,
    _to_integral,
)
from _decimal_context import Context
from _decimal_convert import (
    _decimal,
    _finite,
    _from_any,
    _from_float,
    _from_int,
    _from_real,
    _hash,
    _operand,
    _scaled,
    _text,
    _to_int,
)
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
    stripped,
    text_of,
)
from _decimal_number import (
    MAX_EMAX,
    MAX_PREC,
    MIN_EMIN,
    MIN_ETINY,
    _adjusted,
    _applied,
    _extreme,
    _make,
    _make_int,
    _nan_of,
    _order,
    _quiet_of,
    _rounding,
    _total_order,
    register,
)
from _decimal_power import _exp, _ln, _log10, _power, _power_mod, _sqrt
from _decimal_signal import (
    Clamped,
    ConversionSyntax,
    DecimalException,
    DivisionByZero,
    DivisionImpossible,
    DivisionUndefined,
    FloatOperation,
    Inexact,
    InvalidContext,
    InvalidOperation,
    Overflow,
    Rounded,
    Subnormal,
    Underflow,
    _CLAMPED,
    _FLOAT,
    _INEXACT,
    _INVALID,
    _OVERFLOW,
    _ROUNDED,
    _SUBNORMAL,
    _UNDERFLOW,
    _ZERO_DIVISION,
    _answer,
    _signal,
)
from _decimal_text import FormatSpec, body_of, special_text, to_precision

HAVE_THREADS = True
HAVE_CONTEXTVAR = True


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
        made = _from_real(f)
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
        if made.is_finite() and _adjusted(made) < context._emin:
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


register(Decimal)


def _set(self, sign, coefficient, exponent, kind):
    self._s = sign
    self._c = coefficient
    self._e = exponent
    self._k = kind
    return self


def _context(context):
    if context is None:
        return _current
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    return context


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
        coefficient, exponent = to_precision(
            number._s, coefficient, exponent, kind, spec.precision, _current._rounding
        )
    if not coefficient and exponent > 0 and kind in "fF%":
        exponent = 0
    # A number that only rounds to zero keeps its sign with some kinds.
    unsigned = spec.zero and not coefficient and (kind in "f%" or not number._c)
    negative = number._s and not unsigned
    return spec.laid_out(negative, body_of(coefficient, exponent, kind, spec.precision), False)
