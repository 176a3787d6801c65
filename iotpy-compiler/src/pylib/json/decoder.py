# JSON to values, where the virtual machine cannot do it alone: with hooks, or a part of a text.

from _json import JSONDecodeError, loads as _loads

_SPACE = " \t\n\r"
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
_WORDS = (("null", None), ("true", True), ("false", False))
_DEPTH_MAX = 900


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        return self._value(s, idx, 0)

    def _value(self, s, at, depth):
        first = s[at : at + 1]
        if first == '"':
            return self._string(s, at)
        if first in "{[" and first:
            if depth > _DEPTH_MAX:
                kind = "object" if first == "{" else "array"
                raise RecursionError(
                    f"maximum recursion depth exceeded while decoding a JSON {kind} from a "
                    "unicode string"
                )
            if first == "{":
                return self._object(s, at + 1, depth + 1)
            return self._array(s, at + 1, depth + 1)
        for word, value in _WORDS:
            if s.startswith(word, at):
                return value, at + len(word)
        for word in _CONSTANTS:
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        return self._number(s, at)

    def _number(self, s, start):
        at = start + 1 if s.startswith("-", start) else start
        end = _digits(s, at)
        if end == at:
            raise JSONDecodeError("Expecting value", s, start)
        if s[at] == "0":
            end = at + 1
        integral = True
        if s.startswith(".", end):
            fraction = _digits(s, end + 1)
            if fraction > end + 1:
                end = fraction
                integral = False
        if s[end : end + 1] in ("e", "E"):
            digits = end + 2 if s[end + 1 : end + 2] in ("+", "-") else end + 1
            exponent = _digits(s, digits)
            if exponent > digits:
                end = exponent
                integral = False
        parse = self.parse_int if integral else self.parse_float
        return parse(s[start:end]), end

    def _string(self, s, start):
        at = start + 1
        while True:
            quote = s.find('"', at)
            if quote < 0:
                quote = len(s)
                break
            slashes = 0
            while s[quote - slashes - 1] == "\\":
                slashes += 1
            if slashes % 2 == 0:
                break
            at = quote + 1
        text = s[start : quote + 1]
        try:
            if self.strict:
                return _loads(text), quote + 1
            return _loads(_shown(text)), quote + 1
        except JSONDecodeError as error:
            message = error.msg
            position = error.pos
        raise JSONDecodeError(message, s, start + position)

    def _array(self, s, at, depth):
        values = []
        at = _skip(s, at)
        if s.startswith("]", at):
            return values, at + 1
        while True:
            value, at = self._value(s, at, depth)
            values.append(value)
            at = _skip(s, at)
            if s.startswith("]", at):
                return values, at + 1
            if not s.startswith(",", at):
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)

    def _object(self, s, at, depth):
        pairs = []
        at = _skip(s, at)
        if s.startswith("}", at):
            return self._made(pairs), at + 1
        while True:
            if not s.startswith('"', at):
                message = "Expecting property name enclosed in double quotes"
                raise JSONDecodeError(message, s, at)
            key, at = self._string(s, at)
            at = _skip(s, at)
            if not s.startswith(":", at):
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1), depth)
            pairs.append((key, value))
            at = _skip(s, at)
            if s.startswith("}", at):
                return self._made(pairs), at + 1
            if not s.startswith(",", at):
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)


def _skip(s, at):
    while s[at : at + 1] in _SPACE and at < len(s):
        at += 1
    return at


def _digits(s, at):
    while s[at : at + 1] in "0123456789" and at < len(s):
        at += 1
    return at


def _shown(text):
    # Control characters are allowed: written as escapes they are read all the same.
    return "".join([c if c >= " " else "\\u%04x" % ord(c) for c in text])
