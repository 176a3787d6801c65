# Times out of texts: what `strptime` of `datetime` and of `time` share.

from _civil import (
    DAYS,
    MONTHS,
    day_number,
    day_of_year,
    days_before_year,
    days_in_month,
    from_day_number,
    is_leap,
    iso_week_one,
)

# Directive: most digits, range with most digits or less, least value of a single digit.
_NUMBERS = {
    "d": (2, 1, 31, 1),
    "H": (2, 0, 23, 0),
    "I": (2, 1, 12, 1),
    "j": (3, 1, 366, 1),
    "m": (2, 1, 12, 1),
    "M": (2, 0, 59, 0),
    "S": (2, 0, 61, 0),
    "U": (2, 0, 53, 0),
    "V": (2, 1, 53, 0),
    "W": (2, 0, 53, 0),
    "w": (1, 0, 6, 0),
    "u": (1, 1, 7, 1),
}
_COMPOSITES = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}
_OTHERS = "aAbBfGpyYzZ%"
_ISO_DAY = "and a weekday directive ('%A', '%a', '%w', or '%u')."


def strptime(text, format):
    # Year, month, day, hour, minute, second, weekday, day of the year, whether %Z was found,
    # microsecond, seconds east of UTC or None, microseconds of that, the text of %Z or None.
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text).__name__}")
    if not isinstance(format, str):
        raise TypeError(f"strptime() argument 2 must be str, not {type(format).__name__}")
    steps = _steps(format, format)
    found = {}
    end = _match(steps, 0, text, 0, found)
    if end < 0:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if end != len(text):
        raise ValueError(f"unconverted data remains: {text[end:]}")
    return _result(found)


def _steps(format, whole):
    # Literal characters, " " for a run of white space, and directives with their "%".
    steps = []
    at = 0
    while at < len(format):
        char = format[at]
        at += 1
        if char.isspace():
            if not (steps and steps[-1] == " "):
                steps.append(" ")
            continue
        if char != "%":
            steps.append(char.lower())
            continue
        if at == len(format):
            raise ValueError(f"stray % in format '{whole}'")
        kind = format[at]
        at += 1
        if kind in _COMPOSITES:
            steps.extend(_steps(_COMPOSITES[kind], whole))
        elif kind in _NUMBERS or kind in _OTHERS:
            step = "%" + kind
            if step in steps and kind != "%":
                raise ValueError(f"directive {step!r} is twice in format {whole!r}")
            steps.append("%" if kind == "%" else step)
        else:
            if kind == "\\":
                kind = "%"
            raise ValueError(f"'{kind}' is a bad directive in format '{whole}'")
    return steps


def _match(steps, number, text, at, found):
    # Where the steps from `number` on end in the text, or -1. Directives of more than one possible
    # length are tried with the longest first.
    while number < len(steps):
        step = steps[number]
        number += 1
        if len(step) == 1 and step != " ":
            if text[at : at + 1].lower() != step:
                return -1
            at += 1
            continue
        ends = _spaces(text, at) if step == " " else _ends(step[1], text, at)
        if len(ends) == 1:
            if step != " ":
                found[step[1]] = text[at : ends[0]]
            at = ends[0]
            continue
        for end in ends:
            rest = _match(steps, number, text, end, found)
            if rest >= 0:
                if step != " ":
                    found[step[1]] = text[at:end]
                return rest
        return -1
    return at


def _spaces(text, at):
    end = at
    while end < len(text) and text[end].isspace():
        end += 1
    return range(end, at, -1)


def _digits(text, at, most):
    # The number of digits from `at` on, at most `most`.
    count = 0
    while count < most and "0" <= text[at + count : at + count + 1] <= "9":
        count += 1
    return count


def _ends(kind, text, at):
    if kind in _NUMBERS:
        return _number_ends(kind, text, at)
    if kind == "f":
        return range(at + _digits(text, at, 6), at, -1)
    if kind in "yYG":
        size = 2 if kind == "y" else 4
        return [at + size] if _digits(text, at, size) == size else []
    if kind == "z":
        return _offset_ends(text, at)
    return _name_ends(kind, text, at)


def _number_ends(kind, text, at):
    most, least, greatest, single = _NUMBERS[kind]
    ends = []
    for size in range(_digits(text, at, most), 0, -1):
        value = int(text[at : at + size])
        if (single if size == 1 else least) <= value <= greatest:
            ends.append(at + size)
    if kind == "d" and text[at : at + 1] == " " and "1" <= text[at + 1 : at + 2] <= "9":
        ends.append(at + 2)
    return ends


def _offset_ends(text, at):
    if text[at : at + 1] == "Z":
        return [at + 1]
    if text[at : at + 1] not in ("+", "-") or _digits(text, at + 1, 2) < 2:
        return []
    ends = []
    end = at + 3
    for _ in range(2):
        if text[end : end + 1] == ":":
            end += 1
        if _digits(text, end, 2) < 2 or text[end] > "5":
            return ends
        end += 2
        ends.insert(0, end)
    if text[end : end + 1] == ".":
        for size in range(1, _digits(text, end + 1, 6) + 1):
            ends.insert(0, end + 1 + size)
    return ends


def _names(kind):
    if kind == "p":
        return ("am", "pm")
    if kind == "Z":
        return ("utc", "gmt")
    names = DAYS if kind in "aA" else MONTHS
    return [name.lower() if kind in "AB" else name[:3].lower() for name in names]


def _name_ends(kind, text, at):
    for name in _names(kind):
        if text[at : at + len(name)].lower() == name:
            return [at + len(name)]
    return []


def _result(found):
    weekday = _weekday(found)
    year, month, day, julian = _date(found, weekday)
    if weekday is None:
        weekday = (day_number(year, month, day) + 6) % 7
    if "Y" not in found and "y" not in found and "G" not in found and (month, day) == (2, 29):
        year = 1900
    fraction = found.get("f", "0")
    offset, offset_fraction = _offset(found.get("z"))
    return (
        year,
        month,
        day,
        _hour(found),
        int(found.get("M", 0)),
        int(found.get("S", 0)),
        weekday,
        julian,
        0 if "Z" in found else -1,
        int(fraction + "0" * (6 - len(fraction))),
        offset,
        offset_fraction,
        found.get("Z"),
    )


def _weekday(found):
    for kind in "Aa":
        if kind in found:
            return _names(kind).index(found[kind].lower())
    if "w" in found:
        return (int(found["w"]) + 6) % 7
    return int(found["u"]) - 1 if "u" in found else None


def _hour(found):
    if "I" not in found:
        return int(found.get("H", 0))
    hour = int(found["I"]) % 12
    return hour + 12 if found.get("p", "").lower() == "pm" else hour


def _offset(text):
    if text is None:
        return None, 0
    if text == "Z":
        return 0, 0
    digits = text
    if digits[3] == ":":
        digits = digits[:3] + digits[4:]
        if len(digits) > 5:
            if digits[5] != ":":
                raise ValueError(f"Inconsistent use of : in {text}")
            digits = digits[:5] + digits[6:]
    seconds = int(digits[1:3]) * 3600 + int(digits[3:5]) * 60 + int(digits[5:7] or 0)
    fraction = int((digits[8:] + "000000")[:6])
    return (-seconds, -fraction) if text[0] == "-" else (seconds, fraction)


def _date(found, weekday):
    # Year, month, day and day of the year.
    iso_year = int(found["G"]) if "G" in found else None
    iso_week = int(found["V"]) if "V" in found else None
    julian = int(found["j"]) if "j" in found else None
    week = found.get("U", found.get("W"))
    _check_iso(iso_year, iso_week, julian, week, weekday)
    month, day = _month(found), int(found.get("d", 1))
    if "Y" in found:
        year = int(found["Y"])
    elif "y" in found:
        year = int(found["y"])
        year += 2000 if year <= 68 else 1900
    else:
        year = 1904 if (month, day) == (2, 29) and iso_year is None else 1900
    if julian is None and weekday is not None:
        if week is not None:
            julian = _day_of_week(year, int(week), weekday, "W" in found and "U" not in found)
        elif iso_year is not None:
            year = iso_year
            number = iso_week_one(iso_year) + (iso_week - 1) * 7 + weekday
            julian = number - days_before_year(year)
        if julian is not None and julian <= 0:
            year -= 1
            julian += 366 if is_leap(year) else 365
    if julian is None:
        _check_day(year, month, day)
        return year, month, day, day_of_year(year, month, day)
    _check_day(year, 1, 1)
    year, month, day = from_day_number(days_before_year(year) + julian)
    if year > 9999:
        raise ValueError(f"year {year} is out of range")
    return year, month, day, julian


def _check_day(year, month, day):
    if year < 1:
        raise ValueError(f"year {year} is out of range")
    if day > days_in_month(year, month):
        raise ValueError("day is out of range for month")


def _month(found):
    for kind in "Bb":
        if kind in found:
            return _names(kind).index(found[kind].lower()) + 1
    return int(found.get("m", 1))


def _check_iso(iso_year, iso_week, julian, week, weekday):
    if iso_year is not None:
        if iso_week is None or weekday is None:
            raise ValueError(
                "ISO year directive '%G' must be used with the ISO week directive '%V' " + _ISO_DAY
            )
        if julian is not None:
            raise ValueError(
                "Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                "Use '%Y' instead."
            )
    elif week is None and iso_week is not None:
        if weekday is None:
            raise ValueError(
                "ISO week directive '%V' must be used with the ISO year directive '%G' " + _ISO_DAY
            )
        raise ValueError(
            "ISO week directive '%V' is incompatible with the year directive '%Y'. "
            "Use the ISO year '%G' instead."
        )


def _day_of_week(year, week, weekday, monday_first):
    first = (days_before_year(year) + 7) % 7
    if not monday_first:
        first = (first + 1) % 7
        weekday = (weekday + 1) % 7
    if week == 0:
        return 1 + weekday - first
    return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday
