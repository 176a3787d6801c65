# Text in HTML, and back.

from _entities import TABLE


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


# Names that need no semicolon; the first six are known in capitals, too.
_LOOSE = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "copy": "\xa9", "reg": "\xae"}
_LATIN = (
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
    "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave "
    "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml "
    "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN "
    "szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave "
    "iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute "
    "ucirc uuml yacute thorn yuml"
).split()
# What Windows wrote where Unicode has controls.
_WINDOWS = (
    "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f"
    "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178"
)


def _character(number):
    if 0x80 <= number <= 0x9F:
        return _WINDOWS[number - 0x80]
    if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return "\ufffd"
    if number == 0xD:
        return "\r"
    control = number < 0x20 and number not in (0x9, 0xA, 0xC) or number == 0x7F
    if control or 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE:
        return ""
    return chr(number)


def _named(name):
    plain = name.lower() if name.isupper() else name
    if plain in _LOOSE:
        return _LOOSE[plain]
    if name in _LATIN:
        return chr(0xA0 + _LATIN.index(name))
    return None


# A name that needs its semicolon.
def _strict(name):
    start = TABLE.find(f" {name}=")
    if start < 0 or not name.isalnum():
        return None
    start += len(name) + 2
    codes = TABLE[start : TABLE.index(" ", start)].split("+")
    return "".join([chr(int(code, 16)) for code in codes])


# What stands for the reference after an ampersand, and where it ends.
def _reference(s, start):
    size = len(s)
    end = start
    if s.startswith("#", start):
        hexadecimal = s[start + 1 : start + 2] in ("x", "X")
        digits = start + 2 if hexadecimal else start + 1
        end = digits
        allowed = "0123456789abcdefABCDEF" if hexadecimal else "0123456789"
        while end < size and s[end] in allowed:
            end += 1
        if end == digits:
            return "&", start
        number = int(s[digits:end], 16 if hexadecimal else 10)
        return _character(number), end + s.startswith(";", end)
    while end < size and end - start < 32 and s[end] not in "\t\n\f <&#;":
        end += 1
    name = s[start:end]
    if s.startswith(";", end):
        found = _named(name) or _strict(name)
        if found:
            return found, end + 1
    for size in range(len(name), 1, -1):
        found = _named(name[:size])
        if found:
            return found, start + size
    return "&", start


def unescape(s):
    if "&" not in s:
        return s
    parts = []
    start = 0
    while True:
        found = s.find("&", start)
        if found < 0:
            parts.append(s[start:])
            return "".join(parts)
        parts.append(s[start:found])
        text, start = _reference(s, found + 1)
        parts.append(text)
