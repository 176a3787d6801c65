# Enumerations. Members are made when the class is told its name, before __init_subclass__.

from enum._body import EnumDict
from enum._enum import Enum, IntEnum, ReprEnum, StrEnum
from enum._flag import (
    CONFORM,
    EJECT,
    Flag,
    FlagBoundary,
    IntFlag,
    KEEP,
    STRICT,
    bin,
    show_flag_values,
)
from enum._type import EnumMeta, EnumType
from enum._values import auto, member, nonmember, property
from enum._verify import CONTINUOUS, EnumCheck, NAMED_FLAGS, UNIQUE, unique, verify

__all__ = [
    "CONFORM", "CONTINUOUS", "EJECT", "Enum", "EnumCheck", "EnumMeta", "EnumType", "Flag",
    "FlagBoundary", "IntEnum", "IntFlag", "KEEP", "NAMED_FLAGS", "ReprEnum", "STRICT",
    "StrEnum", "UNIQUE", "auto", "member", "nonmember", "property", "unique", "verify",
]
