# Durations.

from datetime._fields import _shown

_DAY_SECONDS = 86400


def _quotient(number, divisor):
    # Nearest, ties to even; the divisor is above zero.
    quotient, rest = divmod(number, divisor)
    rest *= 2
    if rest > divisor or rest == divisor and quotient % 2:
        quotient += 1
    return quotient


class timedelta:
    __static__ = "readonly attribute"
    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(
        cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0
    ):
        if (
            type(days) is type(seconds) is type(microseconds) is type(milliseconds) is int
            and type(minutes) is type(hours) is type(weeks) is int
        ):
            return _normalized(
                cls,
                days + 7 * weeks,
                seconds + 60 * minutes + 3600 * hours,
                microseconds + 1000 * milliseconds,
            )
        total = 0
        rest = 0.0
        for name, value, factor in (
            ("microseconds", microseconds, 1),
            ("milliseconds", milliseconds, 1000),
            ("seconds", seconds, 1000000),
            ("minutes", minutes, 60000000),
            ("hours", hours, 3600000000),
            ("days", days, 86400000000),
            ("weeks", weeks, 604800000000),
        ):
            if isinstance(value, int):
                if value:
                    total += value * factor
            elif isinstance(value, float):
                whole = int(value)
                total += whole * factor
                part = (value - whole) * factor
                whole = int(part)
                total += whole
                rest += part - whole
            else:
                kind = type(value).__name__
                raise TypeError(f"unsupported type for timedelta {name} component: {kind}")
        if rest:
            total = _add_rest(total, rest)
        return _from_microseconds(cls, total)

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return _microseconds(self) / 1000000

    def __repr__(self):
        parts = []
        for name, value in (
            ("days", self._days),
            ("seconds", self._seconds),
            ("microseconds", self._microseconds),
        ):
            if value:
                parts.append(f"{name}={value}")
        return f"{_shown(self, timedelta)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02}:{seconds:02}"
        if self._days:
            plural = "" if abs(self._days) == 1 else "s"
            text = f"{self._days} day{plural}, {text}"
        return f"{text}.{self._microseconds:06}" if self._microseconds else text

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _timedelta(
            self._days + other._days,
            self._seconds + other._seconds,
            self._microseconds + other._microseconds,
        )

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _timedelta(
            self._days - other._days,
            self._seconds - other._seconds,
            self._microseconds - other._microseconds,
        )

    def __rsub__(self, other):
        return other - self if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _timedelta(-self._days, -self._seconds, -self._microseconds)

    def __pos__(self):
        return _timedelta(self._days, self._seconds, self._microseconds)

    def __abs__(self):
        return -self if self._days < 0 else +self

    def __mul__(self, other):
        if isinstance(other, int):
            return _from_microseconds(timedelta, _microseconds(self) * other)
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            return _from_microseconds(timedelta, _quotient(_microseconds(self) * above, below))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return _microseconds(self) / _microseconds(other)
        if isinstance(other, int):
            above, below = 1, other
        elif isinstance(other, float):
            below, above = other.as_integer_ratio()
        else:
            return NotImplemented
        if not below:
            raise ZeroDivisionError("integer division or modulo by zero")
        if below < 0:
            above, below = -above, -below
        return _from_microseconds(timedelta, _quotient(_microseconds(self) * above, below))

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return _microseconds(self) // _microseconds(other)
        if isinstance(other, int):
            return _from_microseconds(timedelta, _microseconds(self) // other)
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _from_microseconds(timedelta, _microseconds(self) % _microseconds(other))

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(_microseconds(self), _microseconds(other))
        return quotient, _from_microseconds(timedelta, rest)

    def _fields(self):
        return self._days, self._seconds, self._microseconds

    def __eq__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() == other._fields()

    def __lt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() < other._fields()

    def __le__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() <= other._fields()

    def __gt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() > other._fields()

    def __ge__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._fields() >= other._fields()

    def __hash__(self):
        return hash(self._fields())

    def __bool__(self):
        return bool(self._days or self._seconds or self._microseconds)

    def __reduce__(self):
        return type(self), self._fields()


def _add_rest(total, rest):
    # A fraction of a microsecond, rounded so that the sum is even on a tie.
    whole = round(rest)
    if abs(rest - whole) == 0.5:
        odd = total & 1
        whole = 2 * round((rest + odd) * 0.5) - odd
    return total + whole


def _microseconds(delta):
    return (delta._days * _DAY_SECONDS + delta._seconds) * 1000000 + delta._microseconds


def _from_microseconds(cls, total):
    seconds, microseconds = divmod(total, 1000000)
    days, seconds = divmod(seconds, _DAY_SECONDS)
    return _new_timedelta(cls, days, seconds, microseconds)


def _timedelta(days, seconds, microseconds):
    return _normalized(timedelta, days, seconds, microseconds)


def _normalized(cls, days, seconds, microseconds):
    if not 0 <= microseconds < 1000000:
        carry, microseconds = divmod(microseconds, 1000000)
        seconds += carry
    if not 0 <= seconds < _DAY_SECONDS:
        carry, seconds = divmod(seconds, _DAY_SECONDS)
        days += carry
    return _new_timedelta(cls, days, seconds, microseconds)


def _new_timedelta(cls, days, seconds, microseconds):
    if not -1000000000 < days < 1000000000:
        if not -2147483648 <= days <= 2147483647:
            raise OverflowError("Python int too large to convert to C int")
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    self = object.__new__(cls)
    self._days = days
    self._seconds = seconds
    self._microseconds = microseconds
    return self


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(0, 0, 1)
