# What can be asked of an enumeration once it is made.

from enum._enum import StrEnum
from enum._flag import _bit_count, show_flag_values
from enum._members import _is_flag


def unique(enumeration):
    duplicates = []
    for name, one in enumeration._member_map_.items():
        if name != one._name_:
            duplicates.append(f"{name} -> {one._name_}")
    if duplicates:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(duplicates)}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS = EnumCheck.CONTINUOUS
NAMED_FLAGS = EnumCheck.NAMED_FLAGS
UNIQUE = EnumCheck.UNIQUE


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                _verify_unique(enumeration)
            elif check is CONTINUOUS:
                _verify_continuous(enumeration)
            elif check is NAMED_FLAGS:
                _verify_named(enumeration)
        return enumeration


def _verify_unique(enumeration):
    aliases = []
    for name, one in enumeration._member_map_.items():
        if name != one._name_:
            aliases.append(f"{name} -> {one._name_}")
    if aliases:
        raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")


def _verify_continuous(enumeration):
    values = {one._value_ for one in enumeration}
    if len(values) < 2:
        return
    if _is_flag(enumeration):
        kind = "flag"
        wanted = [1 << n for n in range(min(values).bit_length(), max(values).bit_length() - 1)]
    else:
        kind = "enum"
        wanted = range(min(values) + 1, max(values))
    missing = [str(value) for value in wanted if value not in values]
    if missing:
        name = enumeration.__name__
        raise ValueError(f"invalid {kind} {name!r}: missing values {', '.join(missing)}")


def _verify_named(enumeration):
    known = {one._value_ for one in enumeration}
    names = []
    missing = 0
    for name, one in enumeration._member_map_.items():
        if name in enumeration._member_names_ or one._value_ < 0:
            continue
        unnamed = [value for value in show_flag_values(one._value_) if value not in known]
        if unnamed:
            names.append(name)
            for value in unnamed:
                missing |= value
    if names:
        if len(names) == 1:
            alias = f"alias {names[0]} is missing"
        else:
            alias = f"aliases {', '.join(names[:-1])} and {names[-1]} are missing"
        values = hex(missing) if _is_flag(enumeration) else missing
        count = _bit_count(missing)
        what = f"combined values of {values}" if count > 1 else f"value {values}"
        raise ValueError(
            f"invalid Flag {enumeration.__name__!r}: {alias} {what} "
            "[use enum.show_flag_values(value) for details]"
        )
