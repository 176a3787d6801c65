from enum import Enum, EnumMeta, EnumType, Flag, IntEnum


class Color(Enum):
    """Colours."""

    RED = 1
    GREEN = 2
    ROUGE = RED


class Bits(Flag):
    A = 1
    B = 2


print(Color, Bits, Enum, IntEnum, type(Color), EnumMeta is EnumType, isinstance(Color, EnumMeta))
print(Color.__members__, repr(Color.__members__), Color.__doc__, Color.__name__, Color.__module__)
print(Color.RED.__class__, Color.RED.__objclass__, Color._member_names_, Color.RED._value_)
print(dict(Color.__members__)["ROUGE"], list(Color.__members__), "ROUGE" in Color.__members__)
print(sorted(Color, key=lambda color: -color.value), list(zip(Color, "ab")), Color.RED in {Color.RED})


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: Color(None))
attempt(lambda: Color([]))
attempt(lambda: Color.RED())
attempt(lambda: Color.RED + 1)
attempt(lambda: len(Color.RED))
attempt(lambda: int(Color.RED))
attempt(lambda: Color.RED[0])
attempt(lambda: Color[0])
attempt(lambda: Bits.A | 1)
attempt(lambda: Bits(8))
