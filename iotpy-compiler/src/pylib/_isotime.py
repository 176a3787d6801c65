# ISO 8601 texts: what the three `fromisoformat` of `datetime` read. None stands for a malformed
# text; ranges are checked by the constructors.

from _civil import from_day_number, iso_week_exists, iso_week_one


def _digits(text, at, count):
    # The number in `count` digits from `at` on, or -1.
    value = 0
    for char in text[at : at + count]:
        if not "0" <= char <= "9":
            return -1
        value = value * 10 + int(char)
    return value if at + count <= len(text) else -1


def parse_date(text):
    # Year, month and day.
    size = len(text)
    if size not in (7, 8, 10):
        return None
    year = _digits(text, 0, 4)
    dashed = text[4] == "-"
    at = 5 if dashed else 4
    if year < 0:
        return None
    if text[at] == "W":
        return _parse_week(text, at + 1, year, dashed)
    month = _digits(text, at, 2)
    at += 2
    if dashed != (text[at : at + 1] == "-"):
        return None
    day = _digits(text, at + dashed, 2)
    if month < 0 or day < 0 or at + dashed + 2 != size:
        return None
    return year, month, day


def _parse_week(text, at, year, dashed):
    week = _digits(text, at, 2)
    at += 2
    day = 1
    if at < len(text):
        if dashed != (text[at] == "-"):
            return None
        at += dashed
        day = _digits(text, at, 1)
        if at + 1 != len(text):
            return None
    if not (0 < day < 8 and 0 < year <= 9999 and iso_week_exists(year, week)):
        return None
    return from_day_number(iso_week_one(year) + (week - 1) * 7 + day - 1)


def split_at(text):
    # Where the date of a date and a time ends, or -1.
    size = len(text)
    if size == 7:
        return 7
    if text[4] == "-":
        if text[5] != "W":
            return 10
        if size > 8 and text[8] == "-":
            if size == 9:
                return -1
            return 8 if size > 10 and "0" <= text[10] <= "9" else 10
        return 8 if size >= 8 else -1
    if text[4] != "W":
        return 8
    at = 7
    while at < size and "0" <= text[at] <= "9":
        at += 1
    if at < 9:
        return at
    return 7 if at % 2 == 0 else 8


def _parse_clock(text):
    # Hour, minute, second, microsecond and whether something follows.
    values = [0, 0, 0, 0]
    at = 0
    colons = True
    for index in range(3):
        values[index] = _digits(text, at, 2)
        if values[index] < 0:
            return None
        at += 2
        char = text[at : at + 1]
        at += 1
        if index == 0:
            colons = char == ":"
        if at >= len(text):
            values.append(char != "")
            return values
        if colons and char == ":":
            continue
        if char == "." or char == ",":
            break
        if colons:
            return None
        at -= 1
    size = min(len(text) - at, 6)
    fraction = _digits(text, at, size)
    if fraction < 0:
        return None
    values[3] = fraction * 10 ** (6 - size)
    at += size
    while "0" <= text[at : at + 1] <= "9":
        at += 1
    values.append(at < len(text))
    return values


def parse_time(text):
    # Hour, minute, second, microsecond, and seconds and microseconds east of UTC or None.
    at = 0
    while at < len(text) and text[at] not in "+-Z":
        at += 1
    found = _parse_clock(text[:at])
    if found is None:
        return None
    hour, minute, second, microsecond, more = found
    if at == len(text):
        return None if more else (hour, minute, second, microsecond, None, 0)
    if text[at] == "Z":
        return (hour, minute, second, microsecond, 0, 0) if at + 1 == len(text) else None
    found = _parse_clock(text[at + 1 :])
    if found is None or found[4]:
        return None
    sign = -1 if text[at] == "-" else 1
    seconds = found[0] * 3600 + found[1] * 60 + found[2]
    return hour, minute, second, microsecond, sign * seconds, sign * found[3]
