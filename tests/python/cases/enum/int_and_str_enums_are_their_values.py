from enum import Enum, IntEnum, StrEnum, auto


class Level(IntEnum):
    LOW = 1
    HIGH = 3


class Name(StrEnum):
    ALPHA = auto()
    BETA = "b"


class Text(str, Enum):
    A = "a"
    B = "b"


class Number(int, Enum):
    ONE = 1
    TWO = 2


class Real(float, Enum):
    HALF = 0.5


print(Level.LOW, repr(Level.LOW), f"{Level.HIGH}", f"{Level.HIGH:03d}", "%d %s" % (Level.LOW, Level.HIGH))
print(Level.LOW + 1, Level.LOW < Level.HIGH, Level.LOW == 1, [5, 6, 7][Level.LOW], sum(Level))
print(sorted(Level, reverse=True), max(Level), {1: "one"}[Level.LOW], list(range(Level.HIGH)))
print(Level(3), int(Level.HIGH), Level.HIGH * 2, -Level.HIGH, isinstance(Level.LOW, int))
print(Name.ALPHA, repr(Name.ALPHA), f"{Name.BETA:>3}|", Name.ALPHA.upper(), Name.BETA == "b")
print(Name("alpha"), Name.ALPHA + "!", ",".join(Name), {"b": 1}[Name.BETA], len(Name.ALPHA))
print(str(Text.A), f"{Text.A}", repr(Text.A), Text.A == "a", Text.A + "z", "{:>8}".format(Text.A))
print(str(Number.ONE), repr(Number.TWO), Number.ONE + Number.TWO, Number.ONE == 1, "%d" % Number.TWO)
print(Real.HALF, repr(Real.HALF), Real.HALF * 2, Real(0.5) is Real.HALF)
for wrong in (lambda: Level(9), lambda: Name("zz"), lambda: Text("zz")):
    try:
        wrong()
    except ValueError as error:
        print(error)
try:

    class Bad(StrEnum):
        A = 1

except TypeError as error:
    print(error)
try:

    class Worse(IntEnum):
        A = "x"

except ValueError as error:
    print(error)
