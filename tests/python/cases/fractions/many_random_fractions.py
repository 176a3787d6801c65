from fractions import Fraction
from math import ceil, floor

state = 4242


def below(limit):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % limit


def fraction():
    return Fraction(below(10 ** (1 + below(9))) - below(1000), 1 + below(10 ** (1 + below(9))))


for n in range(100):
    a, b = fraction(), fraction() or Fraction(1, 3)
    print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(b, a or 1))
    print(a < b, a == b, float(a), int(a), round(a), round(a, 3), floor(a), ceil(b), abs(-a))
    print(a ** below(5), b ** -below(4), a.limit_denominator(100), Fraction(str(a)) == a, a + below(9))
    print(float(a) * 2 == a * 2.0, a > float(b), hash(a) == hash(Fraction(str(a))), Fraction(float(a)))
