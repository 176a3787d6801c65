# Regular expressions. Patterns are compiled and run by the virtual machine; what is kept here is
# what Python code sees of them.

import _re

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile",
    "purge", "template", "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X",
    "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG",
    "RegexFlag",
]

_END = 9223372036854775807
_SEARCH = 0
_MATCH = 1
_FULL = 2
_SPECIAL = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"
_CACHE_MAX = 64
_cache = {}
_templates = {}


class RegexFlag(int):
    __slots__ = ()

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        names = _flag_names(int(self), "")
        return "|".join(names) if names else None

    def __or__(self, other):
        return RegexFlag(int(self) | int(other)) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & int(other)) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other)) if isinstance(other, int) else NotImplemented

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        return RegexFlag(511 & ~int(self))

    def __contains__(self, other):
        return int(self) & int(other) == int(other)

    def __repr__(self):
        return "|".join(_flag_names(int(self), "re.")) or "re.NOFLAG"

    __str__ = __repr__


_FLAG_NAMES = (
    (1, "TEMPLATE"), (2, "IGNORECASE"), (4, "LOCALE"), (8, "MULTILINE"), (16, "DOTALL"),
    (32, "UNICODE"), (64, "VERBOSE"), (128, "DEBUG"), (256, "ASCII"),
)


def _flag_names(flags, prefix):
    names = []
    for bit, name in _FLAG_NAMES:
        if flags & bit:
            names.append(prefix + name)
            flags &= ~bit
    if flags:
        names.append(hex(flags))
    return names


NOFLAG = RegexFlag(0)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
U = UNICODE = RegexFlag(32)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
A = ASCII = RegexFlag(256)


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = f"{msg} at position {pos}"
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


class Match:
    __slots__ = ("re", "string", "pos", "endpos", "_spans")
    __static__ = True

    def group(self, *groups):
        if not groups:
            return self._text(0, None)
        if len(groups) == 1:
            return self._text(self._index(groups[0]), None)
        return tuple([self._text(self._index(group), None) for group in groups])

    def __getitem__(self, group):
        return self._text(self._index(group), None)

    def _index(self, group):
        if isinstance(group, int):
            if 0 <= group <= self.re.groups:
                return group
        elif isinstance(group, str):
            number = self.re.groupindex.get(group)
            if number is not None:
                return number
        elif hasattr(group, "__index__"):
            return self._index(group.__index__())
        raise IndexError("no such group")

    def _text(self, group, default):
        start = self._spans[2 * group]
        if start < 0:
            return default
        text = self.string[start : self._spans[2 * group + 1]]
        return text if isinstance(text, (str, bytes)) else bytes(text)

    def groups(self, default=None):
        return tuple([self._text(group, default) for group in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(group, default) for name, group in self.re.groupindex.items()}

    def start(self, group=0):
        return self._spans[2 * self._index(group)]

    def end(self, group=0):
        return self._spans[2 * self._index(group) + 1]

    def span(self, group=0):
        at = 2 * self._index(group)
        return self._spans[at], self._spans[at + 1]

    def expand(self, template):
        parts = _template(self.re, template)
        empty = self.string[:0]
        found = [self._text(part, empty) if isinstance(part, int) else part for part in parts]
        return template[:0].join(found)

    @property
    def regs(self):
        spans = self._spans
        return tuple([(spans[at], spans[at + 1]) for at in range(0, len(spans) - 1, 2)])

    @property
    def lastindex(self):
        return self._spans[-1]

    @property
    def lastgroup(self):
        last = self._spans[-1]
        if last is not None:
            for name, group in self.re.groupindex.items():
                if group == last:
                    return name
        return None

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={repr(self.group())[:50]}>"


class Pattern:
    __slots__ = ("pattern", "flags", "groups", "groupindex", "_program")
    __static__ = True

    def match(self, string, pos=0, endpos=_END):
        return self._find(self._checked(string), string, pos, endpos, _MATCH)

    def fullmatch(self, string, pos=0, endpos=_END):
        return self._find(self._checked(string), string, pos, endpos, _FULL)

    def search(self, string, pos=0, endpos=_END):
        return self._find(self._checked(string), string, pos, endpos, _SEARCH)

    def _checked(self, string):
        if isinstance(string, str):
            if isinstance(self.pattern, str):
                return string
            raise TypeError("cannot use a bytes pattern on a string-like object")
        if not isinstance(string, bytes):
            if isinstance(string, bytearray):
                string = bytes(string)
            elif hasattr(string, "tobytes"):
                string = string.tobytes()
            else:
                name = type(string).__name__
                raise TypeError(f"expected string or bytes-like object, got '{name}'")
        if isinstance(self.pattern, str):
            raise TypeError("cannot use a string pattern on a bytes-like object")
        return string

    def _find(self, text, string, pos, endpos, mode, advance=False):
        spans = _re.find(self._program, text, pos, endpos, mode, advance)
        if spans is None:
            return None
        size = len(text)
        found = Match()
        found.re = self
        found.string = string
        found.pos = min(max(pos, 0), size)
        found.endpos = min(max(endpos, 0), size)
        found._spans = spans
        return found

    def findall(self, string, pos=0, endpos=_END):
        return _re.find_all(self._program, self._checked(string), pos, endpos)

    def finditer(self, string, pos=0, endpos=_END):
        return self._matches(self._checked(string), string, pos, endpos)

    def _matches(self, text, string, pos, endpos):
        at = pos
        advance = False
        while True:
            found = self._find(text, string, at, endpos, _SEARCH, advance)
            if found is None:
                return
            found.pos = min(max(pos, 0), len(text))
            start, at = found.span()
            advance = start == at
            yield found

    def split(self, string, maxsplit=0):
        return _re.split(self._program, self._checked(string), maxsplit, 0)

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        text = self._checked(string)
        if not callable(repl):
            if isinstance(repl, str):
                repl = repl if type(repl) is str else "".join((repl,))
            elif type(repl) is not bytes and isinstance(repl, (bytes, bytearray, memoryview)):
                repl = bytes(repl)
            if isinstance(repl, type(text)):
                return _re.replace(self._program, text, _template(self, repl), count)
            parts = _template(self, repl)
            template = repl
            repl = lambda found: _expand(found, parts, template)
        return self._call_for_each(repl, text, count)

    def _call_for_each(self, repl, text, count):
        parts = []
        last = number = 0
        if count >= 0:
            for found in self._matches(text, text, 0, _END):
                start, end = found.span()
                if start > last:
                    parts.append(text[last:start])
                part = repl(found)
                if part is not None:
                    parts.append(part)
                last = end
                number += 1
                if number == count:
                    break
        if last < len(text):
            parts.append(text[last:])
        return text[:0].join(parts), number

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (
            self.flags == other.flags
            and type(self.pattern) is type(other.pattern)
            and self.pattern == other.pattern
        )

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __repr__(self):
        flags = self.flags
        if isinstance(self.pattern, str) and flags & 292 == 32:
            flags &= ~32
        names = _flag_names(flags, "re.")
        options = ", " + "|".join(names) if names else ""
        return f"re.compile({repr(self.pattern)[:200]}{options})"


def _expand(found, parts, template):
    empty = found.string[:0]
    texts = [found._text(part, empty) if isinstance(part, int) else part for part in parts]
    return template[:0].join(texts)


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = (type(pattern), pattern, flags)
    found = _cache.get(key)
    if found is not None:
        return found
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    if flags & 128:
        raise NotImplementedError("re.DEBUG")
    made = _re.compile(pattern, flags)
    if made[0] is None:
        if made[2] is None:
            raise error(made[1])
        raise error(made[1], pattern, made[2])
    found = Pattern()
    found.pattern = pattern
    found._program, found.flags, found.groups, names = made
    found.groupindex = dict(names)
    if len(_cache) >= _CACHE_MAX:
        del _cache[next(iter(_cache))]
    _cache[key] = found
    return found


def compile(pattern, flags=0):
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return _compile(pattern, flags).finditer(string)


def purge():
    _cache.clear()
    _templates.clear()


def escape(pattern):
    if isinstance(pattern, str):
        return "".join(["\\" + c if c in _SPECIAL else c for c in pattern])
    text = str(pattern, "latin1")
    return "".join(["\\" + c if c in _SPECIAL else c for c in text]).encode("latin1")


def _template(pattern, template):
    # Texts and numbers of groups in turn.
    if isinstance(template, str):
        if "\\" not in template:
            return (template,)
    elif not isinstance(template, (bytes, bytearray)):
        name = type(template).__name__
        raise TypeError(f"decoding to str: need a bytes-like object, {name} found")
    elif b"\\" not in template:
        return (bytes(template),)
    key = (pattern, template)
    found = _templates.get(key)
    if found is None:
        text = template if isinstance(template, str) else str(template, "latin1")
        found = _Template(pattern, template, text).parts()
        if not isinstance(template, str):
            found = [part if isinstance(part, int) else part.encode("latin1") for part in found]
        found = tuple(found)
        if len(_templates) >= _CACHE_MAX:
            _templates.clear()
        _templates[key] = found
    return found


class _Template:
    def __init__(self, pattern, template, text):
        self.pattern = pattern
        self.template = template
        self.text = text
        self.at = 0

    def error(self, message, at):
        return error(message, self.template, at)

    def parts(self):
        parts = []
        literal = []
        text = self.text
        while self.at < len(text):
            end = text.find("\\", self.at)
            if end < 0:
                end = len(text)
            literal.append(text[self.at : end])
            self.at = end
            if end == len(text):
                break
            part = self.escape(end)
            if isinstance(part, int):
                if part > self.pattern.groups:
                    raise self.error(f"invalid group reference {part}", self.group_at)
                parts.append("".join(literal))
                literal = []
                parts.append(part)
            else:
                literal.append(part)
        parts.append("".join(literal))
        return [part for part in parts if part != ""]

    def peek(self, characters):
        text = self.text
        found = text[self.at : self.at + 1]
        if found == "\\" and self.at + 1 == len(text):
            raise self.error("bad escape (end of pattern)", self.at)
        return found if found and found in characters else ""

    def escape(self, start):
        text = self.text
        self.at = start + 2
        c = text[start + 1 : start + 2]
        if not c:
            raise self.error("bad escape (end of pattern)", start)
        self.peek("")
        if c == "g":
            return self.named()
        if c == "0":
            self.take("01234567")
            self.take("01234567")
            return chr(int(text[start + 1 : self.at], 8) & 255)
        if c in "123456789":
            self.group_at = start + 1
            second = self.take("0123456789")
            if second and c in "01234567" and second in "01234567" and self.take("01234567"):
                number = int(text[start + 1 : self.at], 8)
                if number > 255:
                    escape = text[start : self.at]
                    message = f"octal escape value {escape} outside of range 0-0o377"
                    raise self.error(message, start)
                return chr(number)
            return int(text[start + 1 : self.at])
        plain = "abfnrtv\\".find(c)
        if plain >= 0:
            return "\a\b\f\n\r\t\v\\"[plain]
        if c.isascii() and c.isalpha():
            raise self.error(f"bad escape \\{c}", start)
        return "\\" + c

    def take(self, characters):
        found = self.peek(characters)
        if found:
            self.at += 1
            self.peek("")
        return found

    def named(self):
        if not self.take("<"):
            raise self.error("missing <", self.at)
        start = self.at
        end = self.text.find(">", start)
        if end == start or start == len(self.text):
            raise self.error("missing group name", start)
        if end < 0:
            raise self.error("missing >, unterminated name", start)
        name = self.text[start:end]
        self.at = end + 1
        self.peek("")
        self.group_at = start
        if name.isidentifier():
            group = self.pattern.groupindex.get(name)
            if group is None:
                raise IndexError(f"unknown group name {name!r}")
            return group
        try:
            group = int(name)
        except ValueError:
            group = -1
        if group < 0:
            raise self.error(f"bad character in group name {name!r}", start)
        return group
