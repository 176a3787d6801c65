import enum


class H(str, enum.Enum):
    a = ("x",)
    eight = b"8", "utf-8"


print(H.eight.value, H.eight == "8", str.__str__(H.eight))


class S(enum.StrEnum):
    one = "1"
    four = b"4", "latin1", "strict"


print(S.four, S.four == "4")
try:

    class T(enum.StrEnum):
        x = (b"1", 9)

except TypeError as e:
    print(e)


import enum


class I(enum.IntEnum):
    A = 1

    def __str__(self):
        return self.name


class S(enum.StrEnum):
    A = "a"

    def __str__(self):
        return self.name


class F(enum.IntFlag):
    A = 1

    def __str__(self):
        return self._name_


class W(str, enum.Enum):
    A = "a"

    def __str__(self):
        return "own"


print(
    f"{I.A}",
    "{}".format(I.A),
    format(I.A),
    f"{I.A:>3}",
    f"{S.A}",
    f"{F.A}",
    f"{W.A}",
    "%s" % I.A,
    str(I.A),
)


import enum


class C(enum.Enum):
    A = 1

    @classmethod
    def _missing_(cls, v):
        raise ZeroDivisionError("x")


try:
    C(7)
except Exception as e:
    print(type(e).__name__, e, repr(e.__context__), repr(e.__cause__), e.__suppress_context__)


class D(enum.Enum):
    A = 1


try:
    D(7)
except Exception as e:
    print(repr(e.__context__), repr(e.__cause__), e.__suppress_context__)
try:
    D["zz"]
except Exception as e:
    print(repr(e), repr(e.__context__))
