from numbers import Complex, Integral, Number, Rational, Real

for value in (1, True, 1.5, "x", None, 10**30):
    print(value, [isinstance(value, kind) for kind in (Number, Complex, Real, Rational, Integral)])
print(issubclass(int, Real), issubclass(float, Integral), issubclass(Integral, Number))
print(issubclass(bool, Integral), issubclass(str, Number))


def double(value):
    if not isinstance(value, Number):
        raise TypeError("a number is needed")
    return value * 2


print(double(2), double(1.5))
try:
    double("x")
except TypeError as error:
    print(error)


class Meters(Number):
    def __init__(self, n):
        self.n = n


print(isinstance(Meters(3), Number), isinstance(Meters(3), Real))


@Real.register
class Own:
    pass


print(isinstance(Own(), Complex), isinstance(Own(), Rational))
