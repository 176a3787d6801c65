# Decimals as texts: the notation of numbers, and format specifications.

from _decimal_int import digits, dropped, number_of, text_of


def parse(text):
    # Sign, coefficient, exponent and kind ("", "F", "n" or "N"), or None for what is no number.
    text = text.strip().replace("_", "")
    sign = 0
    if text[:1] in ("+", "-"):
        sign = int(text[0] == "-")
        text = text[1:]
    lower = text.lower()
    if lower in ("inf", "infinity"):
        return sign, 0, 0, "F"
    for name, kind in (("nan", "n"), ("snan", "N")):
        if lower.startswith(name):
            payload = text[len(name) :]
            if payload and not payload.isdecimal():
                return None
            return sign, number_of(payload or "0"), 0, kind
    mantissa, mark, exponent = lower.partition("e")
    shift = 0
    if mark:
        digits = exponent[1:] if exponent[:1] in ("+", "-") else exponent
        if not digits.isdecimal():
            return None
        shift = number_of(digits)
        if exponent[0] == "-":
            shift = -shift
    whole, _, fraction = mantissa.partition(".")
    digits = whole + fraction
    if not digits.isdecimal():
        return None
    return sign, number_of(digits), shift - len(fraction), ""


def special_text(sign, coefficient, kind):
    name = {"F": "Infinity", "n": "NaN", "N": "sNaN"}[kind]
    payload = text_of(coefficient) if coefficient else ""
    return ("-" if sign else "") + name + payload


def scientific(sign, coefficient, exponent, mark, engineering):
    digits = text_of(coefficient)
    left = exponent + len(digits)
    if exponent <= 0 and left > -6:
        point = left
    elif not engineering:
        point = 1
    elif coefficient == 0:
        point = (left + 1) % 3 - 1
    else:
        point = (left - 1) % 3 + 1
    shift = left - point
    text = with_point(digits, point)
    if shift:
        text += f"{mark}{shift:+}"
    return "-" + text if sign else text


def with_point(digits, point):
    if point <= 0:
        return "0." + "0" * -point + digits
    if point >= len(digits):
        return digits + "0" * (point - len(digits))
    return digits[:point] + "." + digits[point:]


class FormatSpec:
    # [[fill]align][sign][z][0][width][,][.precision][type]
    def __init__(self, text):
        self.fill, self.align, self.sign = " ", ">", "-"
        self.zero = self.zero_pad = self.comma = False
        self.width, self.precision, self.kind = 0, None, ""
        at = self._alignment(text)
        if text[at : at + 1] in ("+", "-", " "):
            self.sign = text[at]
            at += 1
        if text[at : at + 1] == "z":
            self.zero = True
            at += 1
        if text[at : at + 1] == "0":
            if self.aligned:
                at = -1
            self.zero_pad = True
            self.fill, self.align = "0", "="
        at, self.width = self._number(text, at + self.zero_pad)
        if text[at : at + 1] == ",":
            self.comma = True
            at += 1
        if text[at : at + 1] == ".":
            start = at + 1
            at, self.precision = self._number(text, start)
            if at == start:
                raise ValueError("invalid format string")
        self.kind = text[at:]
        if self.kind not in ("", "e", "E", "f", "F", "g", "G", "n", "%"):
            raise ValueError("invalid format string")
        if self.kind == "n" and self.comma:
            raise ValueError("invalid format string")

    def _alignment(self, text):
        self.aligned = True
        if text[1:2] in ("<", ">", "=", "^") and text[1:2]:
            self.fill, self.align = text[0], text[1]
            return 2
        if text[:1] in ("<", ">", "=", "^") and text:
            self.align = text[0]
            return 1
        self.aligned = False
        return 0

    def _number(self, text, at):
        if at < 0:
            raise ValueError("invalid format string")
        start = at
        while "0" <= text[at : at + 1] <= "9":
            at += 1
        return at, int(text[start:at] or 0)

    def laid_out(self, negative, body, special):
        # The sign, the thousands and the padding around the digits of a number.
        sign = "-" if negative else "" if self.sign == "-" else self.sign
        digits = 0
        while "0" <= body[digits : digits + 1] <= "9":
            digits += 1
        whole, rest = body[:digits], body[digits:]
        fill, align = self.fill, self.align
        if special and self.zero_pad:
            fill, align = " ", ">"
        if self.zero_pad and not special:
            whole = self._zeros(whole, self.width - len(sign) - len(rest))
        elif self.comma:
            whole = _grouped(whole)
        text = sign + whole + rest
        missing = max(0, self.width - len(text))
        if align == "<":
            return text + fill * missing
        if align == ">":
            return fill * missing + text
        if align == "^":
            left = missing // 2
            return fill * left + text + fill * (missing - left)
        return sign + fill * missing + whole + rest

    def _zeros(self, whole, width):
        if not self.comma:
            return whole.rjust(width, "0")
        while len(_grouped(whole)) < width:
            whole = "0" + whole
        return _grouped(whole)


def _grouped(digits):
    groups = []
    while len(digits) > 3:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    groups.insert(0, digits)
    return ",".join(groups)


def to_precision(sign, coefficient, exponent, kind, precision, rounding):
    if kind in "fF%":
        drop = -precision - exponent
        if drop <= 0:
            return coefficient * 10**-drop, -precision
        return dropped(coefficient, drop, rounding, sign)[0], -precision
    wanted = precision + 1 if kind in "eE" else precision or 1
    if not coefficient:
        return (0, exponent)
    drop = digits(coefficient) - wanted
    if drop > 0:
        coefficient = dropped(coefficient, drop, rounding, sign)[0]
        exponent += drop
        if coefficient >= 10**wanted:
            coefficient //= 10
            exponent += 1
    elif drop < 0 and kind in "eE":
        coefficient *= 10**-drop
        exponent += drop
    return coefficient, exponent


def body_of(coefficient, exponent, kind, precision):
    if kind in "gG":
        return scientific(0, coefficient, exponent, "E" if kind == "G" else "e", False)
    shown = text_of(coefficient)
    if kind in "fF%":
        body = with_point(shown, exponent + len(shown))
        return body + "%" if kind == "%" else body
    if not coefficient and precision is not None:
        # The digits of a zero are those asked for, and its exponent counts from the last one.
        return with_point("0" * (precision + 1), 1) + f"{kind}{exponent + precision:+}"
    return with_point(shown, 1) + f"{kind}{exponent + len(shown) - 1:+}"
