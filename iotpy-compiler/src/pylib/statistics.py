# Statistics of data in exact fractions, and the normal distribution.

from bisect import bisect_left, bisect_right
from collections import namedtuple
from decimal import Decimal
from fractions import Fraction
from math import erf, exp, fabs, fsum, hypot, isqrt, log, sqrt, tau

_SQRT2 = sqrt(2.0)
LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


class StatisticsError(ValueError):
    pass


# Exact sums. A total that is not finite is a number of the data's own type.


def _ratio(value):
    # Numerator and denominator; infinities and NaN have no denominator.
    try:
        return value.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return value, None
    try:
        return value.numerator, value.denominator
    except AttributeError:
        kind = type(value).__name__
        raise TypeError(f"can't convert type '{kind}' to numerator/denominator") from None


def _common(left, right):
    # The type of a result of both types.
    if right is left or right is int or right is bool:
        return left
    if left is int:
        return right
    if issubclass(right, left):
        return right
    if issubclass(left, right):
        return left
    if issubclass(left, int):
        return right
    if issubclass(right, int):
        return left
    if issubclass(left, Fraction) and issubclass(right, float):
        return right
    if issubclass(left, float) and issubclass(right, Fraction):
        return left
    raise TypeError(f"don't know how to coerce {left.__name__} and {right.__name__}")


def _totals(data, squares):
    # The type, the count, the sum and the sum of the squares.
    kinds = []
    count = 0
    sums, square_sums = {}, {}
    for value in data:
        kind = type(value)
        if kind not in kinds:
            kinds.append(kind)
        above, below = _ratio(value)
        count += 1
        sums[below] = sums.get(below, 0) + above
        if squares:
            square_sums[below] = square_sums.get(below, 0) + above * above
    common = int
    for kind in kinds:
        common = _common(common, kind)
    if None in sums:
        return common, count, sums[None], sums[None]
    total = sum([Fraction(above, below) for below, above in sums.items()], Fraction(0))
    square = [Fraction(above, below * below) for below, above in square_sums.items()]
    return common, count, total, sum(square, Fraction(0))


def _deviations(data, centre=None):
    # The type, the sum of the squared distances from the centre, the centre and the count.
    if centre is not None:
        kind, count, total, _ = _totals(_squares(data, centre), False)
        return kind, total, centre, count
    kind, count, total, squares = _totals(data, True)
    if not count:
        return kind, Fraction(0), Fraction(0), 0
    if not isinstance(total, Fraction):
        return kind, total, total, count
    return kind, (count * squares - total * total) / count, total / count, count


def _squares(data, centre):
    for value in data:
        distance = value - centre
        yield distance * distance


def _converted(value, kind):
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        if issubclass(kind, Decimal):
            return kind(value.numerator) / value.denominator
        raise


def _rough_root(above, below):
    # The root of a fraction, rounded down to an int whose last bit tells that it is not exact.
    root = isqrt(above // below)
    return root | (root * root * below != above)


def _float_root(above, below):
    shift = (above.bit_length() - below.bit_length() - 109) // 2
    if shift >= 0:
        return (_rough_root(above, below << 2 * shift) << shift) / 1
    return _rough_root(above << -2 * shift, below) / (1 << -shift)


def _decimal_root(above, below):
    if not above:
        return Decimal("0.0")
    root = (Decimal(above) / Decimal(below)).sqrt()
    root_above, root_below = root.as_integer_ratio()
    plus = root.next_plus()
    near, far = plus.as_integer_ratio()
    if 4 * above * (root_below * far) ** 2 > below * (root_above * far + root_below * near) ** 2:
        return plus
    minus = root.next_minus()
    near, far = minus.as_integer_ratio()
    if 4 * above * (root_below * far) ** 2 < below * (root_above * far + root_below * near) ** 2:
        return minus
    return root


# Averages.


def mean(data):
    kind, count, total, _ = _totals(data, False)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _converted(total / count, kind)


def fmean(data, weights=None):
    if weights is None:
        data = list(data)
        total = fsum(data)
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return total / len(data)
    data, weights = list(data), list(weights)
    above = fsum([value * weight for value, weight in zip(data, weights)])
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    below = fsum(weights)
    if not below:
        raise StatisticsError("sum of weights must be non-zero")
    return above / below


def geometric_mean(data):
    try:
        return exp(fmean([log(value) for value in data]))
    except ValueError:
        raise StatisticsError(
            "geometric mean requires a non-empty dataset containing positive numbers"
        ) from None


def _not_negative(values):
    for value in values:
        if value < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        yield value


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        value = data[0]
        if not isinstance(value, (int, float, Fraction, Decimal)):
            raise TypeError("unsupported type")
        if value < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        return value
    if weights is None:
        weights = [1] * len(data)
        weight = len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        weight = _totals(_not_negative(weights), False)[2]
    try:
        parts = [
            part / value if part else 0 for part, value in zip(weights, _not_negative(data))
        ]
        kind, _, total, _ = _totals(parts, False)
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _converted(weight / total, kind)


def median(data):
    data = sorted(data)
    count = len(data)
    if not count:
        raise StatisticsError("no median for empty data")
    if count % 2:
        return data[count // 2]
    return (data[count // 2 - 1] + data[count // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = sorted(data)
    count = len(data)
    if not count:
        raise StatisticsError("no median for empty data")
    middle = data[count // 2]
    start = bisect_left(data, middle)
    end = bisect_right(data, middle, start)
    try:
        interval = float(interval)
        middle = float(middle)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    low = middle - interval / 2.0
    return low + interval * (count / 2 - start) / (end - start)


def _counts(data):
    counts = {}
    for value in iter(data):
        counts[value] = counts.get(value, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        raise StatisticsError("must have at least two data points")
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    cuts = []
    for cut in range(1, n):
        if method == "inclusive":
            index, part = divmod(cut * (count - 1), n)
        else:
            index = cut * (count + 1) // n
            index = 1 if index < 1 else count - 1 if index > count - 1 else index
            part = cut * (count + 1) - index * n
            index -= 1
        cuts.append((data[index] * (n - part) + data[index + 1] * part) / n)
    return cuts


# Spread.


def variance(data, xbar=None):
    kind, squares, _, count = _deviations(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _converted(squares / (count - 1), kind)


def pvariance(data, mu=None):
    kind, squares, _, count = _deviations(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _converted(squares / count, kind)


def stdev(data, xbar=None):
    kind, squares, _, count = _deviations(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(squares / (count - 1), kind)


def pstdev(data, mu=None):
    kind, squares, _, count = _deviations(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(squares / count, kind)


def _root(square, kind):
    above, below = square.numerator, square.denominator
    return _decimal_root(above, below) if issubclass(kind, Decimal) else _float_root(above, below)


# Two sets of data.


def _paired(x, y, what):
    if len(y) != len(x):
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{what} requires at least two data points")
    return fsum(x) / len(x), fsum(y) / len(y)


def _products(x, y, x_mean, y_mean):
    return fsum([(a - x_mean) * (b - y_mean) for a, b in zip(x, y)])


def covariance(x, y, /):
    x_mean, y_mean = _paired(x, y, "covariance")
    return _products(x, y, x_mean, y_mean) / (len(x) - 1)


def correlation(x, y, /):
    x_mean, y_mean = _paired(x, y, "correlation")
    both = _products(x, y, x_mean, y_mean)
    try:
        return both / sqrt(_products(x, x, x_mean, x_mean) * _products(y, y, y_mean, y_mean))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def linear_regression(x, y, /, *, proportional=False):
    x_mean, y_mean = _paired(x, y, "linear regression")
    if proportional:
        both = fsum([a * b for a, b in zip(x, y)])
        square = fsum([a * a for a in x])
    else:
        both = _products(x, y, x_mean, y_mean)
        square = _products(x, x, x_mean, x_mean)
    try:
        slope = both / square
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return LinearRegression(slope, 0.0 if proportional else y_mean - slope * x_mean)


# The coefficients of algorithm AS 241 (Wichura, 1988), from the highest power on.
_CENTRE = (
    (
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665,
    ),
    (
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1.0,
    ),
)
_SIDE = (
    (
        0.0007745450142783414,
        0.022723844989269184,
        0.2417807251774506,
        1.2704582524523684,
        3.6478483247632045,
        5.769497221460691,
        4.630337846156546,
        1.4234371107496835,
    ),
    (
        1.0507500716444169e-09,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1.0,
    ),
)
_TAIL = (
    (
        2.0103343992922881e-07,
        2.7115555687434876e-05,
        0.0012426609473880784,
        0.026532189526576124,
        0.29656057182850487,
        1.7848265399172913,
        5.463784911164114,
        6.657904643501103,
    ),
    (
        2.0442631033899397e-15,
        1.421511758316446e-07,
        1.8463183175100548e-05,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1.0,
    ),
)


def _polynomial(coefficients, x):
    total = coefficients[0]
    for coefficient in coefficients[1:]:
        total = total * x + coefficient
    return total


def _inverse_normal(p, mu, sigma):
    q = p - 0.5
    if fabs(q) <= 0.425:
        r = 0.180625 - q * q
        return mu + _polynomial(_CENTRE[0], r) * q / _polynomial(_CENTRE[1], r) * sigma
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    (above, below), start = (_SIDE, 1.6) if r <= 5.0 else (_TAIL, 5.0)
    x = _polynomial(above, r - start) / _polynomial(below, r - start)
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        _, squares, centre, count = _deviations(data)
        if count < 2:
            raise StatisticsError("stdev requires at least two data points")
        square = squares / (count - 1)
        if not isinstance(square, Fraction):
            return cls(float(centre), float(centre) / float(squares))
        return cls(float(centre), _float_root(square.numerator, square.denominator))

    def samples(self, n, *, seed=None):
        try:
            from random import Random, gauss
        except ImportError:
            raise NotImplementedError("samples() needs the module random") from None
        draw = gauss if seed is None else Random(seed).gauss
        return [draw(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        square = self._sigma * self._sigma
        if not square:
            raise StatisticsError("pdf() not defined when sigma is zero")
        distance = x - self._mu
        return exp(distance * distance / (-2.0 * square)) / sqrt(tau * square)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + erf((x - self._mu) / (self._sigma * _SQRT2)))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        return _inverse_normal(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(cut / n) for cut in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = self, other
        if (y._sigma, y._mu) < (x._sigma, x._mu):
            x, y = y, x
        x_square, y_square = x.variance, y.variance
        if not x_square or not y_square:
            raise StatisticsError("overlap() not defined when sigma is zero")
        wider = y_square - x_square
        apart = fabs(y._mu - x._mu)
        if not wider:
            return 1.0 - erf(apart / (2.0 * x._sigma * _SQRT2))
        a = x._mu * y_square - y._mu * x_square
        b = x._sigma * y._sigma * sqrt(apart * apart + wider * log(y_square / x_square))
        first, second = (a + b) / wider, (a - b) / wider
        return 1.0 - (
            fabs(y.cdf(first) - x.cdf(first)) + fabs(y.cdf(second) - x.cdf(second))
        )

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * fabs(other))

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / fabs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__

    def __rsub__(self, other):
        return -(self - other)

    __rmul__ = __mul__

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
