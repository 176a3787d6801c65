# The signals of decimal arithmetic, and what a context keeps of them.


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
    __module__ = "decimal"


class Clamped(DecimalException):
    __module__ = "decimal"


class InvalidOperation(DecimalException):
    __module__ = "decimal"


class ConversionSyntax(InvalidOperation):
    __module__ = "decimal"


class DivisionImpossible(InvalidOperation):
    __module__ = "decimal"


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    __module__ = "decimal"


class InvalidContext(InvalidOperation):
    __module__ = "decimal"


class DivisionByZero(DecimalException, ZeroDivisionError):
    __module__ = "decimal"


class Inexact(DecimalException):
    __module__ = "decimal"


class Rounded(DecimalException):
    __module__ = "decimal"


class Subnormal(DecimalException):
    __module__ = "decimal"


class Overflow(Inexact, Rounded):
    __module__ = "decimal"


class Underflow(Inexact, Rounded, Subnormal):
    __module__ = "decimal"


class FloatOperation(DecimalException, TypeError):
    __module__ = "decimal"


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


def _signal(context, status):
    context._flags.bits |= status
    status &= context._traps.bits
    if status:
        _raise_signal(status)


def _answer(context, made, status):
    if status:
        _signal(context, status)
    return made
