# Times as texts: what `strftime` of `datetime` and of `time` share. It follows the C library of
# Linux in the C locale, flags and widths included.

from _civil import DAYS, EPOCH, MONTHS, day_number, iso_calendar, from_day_number, days_before_year

_COMPOSITES = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "r": "%I:%M:%S %p",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
}


def strftime(format, when, zone, offset):
    # `when` is in the order of a struct_time; `zone` and `offset` are what %Z and %z show.
    pieces = []
    start = 0
    while True:
        at = format.find("%", start)
        if at < 0:
            pieces.append(format[start:])
            return "".join(pieces)
        pieces.append(format[start:at])
        end = at + 1
        pad = flag = ""
        while end < len(format) and format[end] in "_-0^#":
            if format[end] in "^#":
                flag = format[end]
            else:
                pad = format[end]
            end += 1
        width = 0
        while end < len(format) and "0" <= format[end] <= "9":
            width = width * 10 + int(format[end])
            end += 1
        if end < len(format) and format[end] in "EO":
            end += 1
        kind = format[end : end + 1]
        start = end + 1
        text = _field(kind, when, zone, offset, pad, flag, width)
        pieces.append(format[at:start] if text is None else text)


def _field(kind, when, zone, offset, pad, flag, width):
    number = _number(kind, when)
    if number is not None:
        value, digits, filler = number
        return _padded(value, digits, filler, pad, width)
    text = _text(kind, when, zone, offset)
    if text is None:
        return None
    if flag == "^":
        text = text.upper()
    elif flag == "#":
        if kind in "aAbBh":
            text = text.upper()
        elif kind in "pZ":
            text = text.lower()
    if pad == "-":
        return text
    return text.rjust(width, "0" if pad == "0" else " ")


def _padded(value, digits, filler, pad, width):
    if pad == "-":
        return str(value)
    if pad:
        filler = " " if pad == "_" else "0"
    text = str(value if value >= 0 else -value)
    digits = max(width, digits) - (value < 0)
    return ("-" if value < 0 else "") + text.rjust(digits, filler)


def _number(kind, when):
    if kind in "de" and kind:
        return when[2], 2, "0" if kind == "d" else " "
    if kind in "Hk" and kind:
        return when[3], 2, "0" if kind == "H" else " "
    if kind in "Il" and kind:
        return (when[3] + 11) % 12 + 1, 2, "0" if kind == "I" else " "
    if kind == "j":
        return when[7], 3, "0"
    if kind == "m":
        return when[1], 2, "0"
    if kind == "M":
        return when[4], 2, "0"
    if kind == "S":
        return when[5], 2, "0"
    if kind == "y":
        return when[0] % 100, 2, "0"
    if kind == "Y":
        return when[0], 1, "0"
    if kind == "C":
        return when[0] // 100, 1, "0"
    if kind == "w":
        return (when[6] + 1) % 7, 1, "0"
    if kind == "u":
        return when[6] + 1, 1, "0"
    if kind == "U":
        return (when[7] + 6 - (when[6] + 1) % 7) // 7, 2, "0"
    if kind == "W":
        return (when[7] + 6 - when[6]) // 7, 2, "0"
    if kind == "s":
        days = day_number(when[0], when[1], 1) + when[2] - 1 - EPOCH
        return days * 86400 + when[3] * 3600 + when[4] * 60 + when[5], 1, "0"
    return _iso_number(kind, when)


def _iso_number(kind, when):
    if not kind or kind not in "gGV":
        return None
    # The day that the year and the day of the year name, as the C library does.
    year, month, day = from_day_number(days_before_year(when[0]) + when[7])
    year, week, _ = iso_calendar(year, month, day)
    if kind == "V":
        return week, 2, "0"
    return (year, 1, "0") if kind == "G" else (year % 100, 2, "0")


def _text(kind, when, zone, offset):
    if kind in _COMPOSITES:
        return strftime(_COMPOSITES[kind], when, zone, offset)
    if kind == "a" or kind == "A":
        name = DAYS[when[6]]
        return name if kind == "A" else name[:3]
    if kind in ("b", "B", "h"):
        name = MONTHS[when[1] - 1]
        return name if kind == "B" else name[:3]
    if kind == "p":
        return "PM" if when[3] >= 12 else "AM"
    if kind == "P":
        return "pm" if when[3] >= 12 else "am"
    if kind == "Z":
        return zone
    if kind == "z":
        return offset
    return {"%": "%", "n": "\n", "t": "\t"}.get(kind)
