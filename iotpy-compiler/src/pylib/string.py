# Constants of characters, and the templates and formatters that str's own methods do not cover.

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
digits = "0123456789"
hexdigits = "0123456789abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = (
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\v\f"
)


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


_NAME_START = ascii_letters + "_"
_NAME = _NAME_START + digits
_PLAIN_NAMES = "(?a:[_a-z][_a-z0-9]*)"


class Template:
    delimiter = "$"
    idpattern = _PLAIN_NAMES
    braceidpattern = None
    flags = None

    def __init__(self, template):
        self.template = template

    # The parts of the template: text, or for a placeholder a tuple of its name, its text and where
    # it begins behind the delimiter; one that begins nothing has the name None.
    def _parts(self):
        text = self.template
        delimiter = self.delimiter
        size = len(delimiter)
        start = 0
        parts = []
        pattern = getattr(self, "pattern", None)
        if pattern is not None:
            return _match_pattern(self, pattern)
        while True:
            found = text.find(delimiter, start)
            if found < 0:
                parts.append(text[start:])
                return parts
            parts.append(text[start:found])
            after = found + size
            start = after
            if text.startswith(delimiter, after):
                parts.append(delimiter)
                start = after + size
                continue
            name = self._name(after, self.idpattern)
            if name:
                start = after + len(name)
            elif text.startswith("{", after):
                name = self._name(after + 1, self.braceidpattern or self.idpattern)
                end = after + 1 + len(name or "")
                if name and text.startswith("}", end):
                    start = end + 1
                else:
                    name = None
            if name:
                parts.append((name, text[found:start], after))
            else:
                parts.append((None, delimiter, after))

    def _name(self, start, pattern):
        text = self.template
        if pattern != _PLAIN_NAMES or self.flags is not None:
            return _match_name(self, pattern, start)
        end = start
        while end < len(text) and text[end] in (_NAME if end > start else _NAME_START):
            end += 1
        return text[start:end]

    def _invalid(self, position):
        lines = self.template[:position].splitlines(keepends=True)
        line = column = 1
        if lines:
            line = len(lines)
            column = position - len("".join(lines[:-1]))
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def _fill(self, mapping, kws, safe):
        result = []
        for part in self._parts():
            if isinstance(part, str):
                result.append(part)
                continue
            name, text, position = part
            if name is None:
                if not safe:
                    self._invalid(position)
                result.append(text)
            elif name in kws:
                result.append(str(kws[name]))
            elif safe:
                try:
                    result.append(str(mapping[name]))
                except KeyError:
                    result.append(text)
            else:
                result.append(str(mapping[name]))
        return "".join(result)

    def substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, True)

    def is_valid(self):
        for part in self._parts():
            if not isinstance(part, str) and part[0] is None:
                return False
        return True

    def get_identifiers(self):
        found = []
        for part in self._parts():
            if not isinstance(part, str) and part[0] and part[0] not in found:
                found.append(part[0])
        return found


def _match_name(template, pattern, start):
    import re

    flags = re.IGNORECASE if template.flags is None else template.flags
    found = re.compile(pattern, flags).match(template.template, start)
    return found.group() if found else None


# The parts of a template whose class has a pattern of its own for placeholders.
def _match_pattern(template, pattern):
    import re

    text = template.template
    if isinstance(pattern, str):
        flags = re.IGNORECASE if template.flags is None else template.flags
        pattern = re.compile(pattern, flags | re.VERBOSE)
    parts = []
    start = 0
    for found in pattern.finditer(text):
        parts.append(text[start : found.start()])
        start = found.end()
        name = found.group("named") or found.group("braced")
        if name is not None:
            parts.append((name, found.group(), start))
        elif found.group("escaped") is not None:
            parts.append(template.delimiter)
        elif found.group("invalid") is not None:
            parts.append((None, found.group(), found.start("invalid")))
        else:
            raise ValueError("Unrecognized named group in pattern", pattern)
    parts.append(text[start:])
    return parts


# The literal text, field, specification and conversion of each part of a format string.
def _parse(text):
    position = 0
    size = len(text)
    while position < size:
        start = position
        while position < size and text[position] not in "{}":
            position += 1
        literal = text[start:position]
        if position == size:
            yield literal, None, None, None
            return
        brace = text[position]
        if text[position + 1 : position + 2] == brace:
            yield literal + brace, None, None, None
            position += 2
            continue
        if brace == "}" or position + 1 == size:
            raise ValueError(f"Single '{brace}' encountered in format string")
        name, spec, conversion, position = _parse_field(text, position + 1)
        yield literal, name, spec, conversion


def _parse_field(text, start):
    position = start
    size = len(text)
    while position < size and text[position] not in "}:!":
        if text[position] == "{":
            raise ValueError("unexpected '{' in field name")
        if text[position] == "[":
            end = text.find("]", position)
            position = size if end < 0 else end + 1
        else:
            position += 1
    name = text[start:position]
    if position >= size:
        raise ValueError("expected '}' before end of string")
    conversion = None
    if text[position] == "!":
        if position + 1 >= size:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[position + 1]
        position += 2
        if position >= size:
            raise ValueError("unmatched '{' in format spec")
        if text[position] not in "}:":
            raise ValueError("expected ':' after conversion specifier")
    if text[position] == "}":
        return name, "", conversion, position + 1
    start = position = position + 1
    depth = 1
    while position < size:
        if text[position] == "{":
            depth += 1
        elif text[position] == "}":
            depth -= 1
            if not depth:
                return name, text[start:position], conversion, position + 1
        position += 1
    raise ValueError("unmatched '{' in format spec")


# The first part of a field's name and the steps after it: whether an attribute, and its key.
def _split_name(name):
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    first = name[:end]
    steps = []
    while end < len(name):
        start = end + 1
        if name[end] == ".":
            end = start
            while end < len(name) and name[end] not in ".[":
                end += 1
            key = name[start:end]
        elif name[end] == "[":
            end = name.find("]", start)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = name[start:end]
            end += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if not key:
            raise ValueError("Empty attribute in format string")
        is_attribute = name[start - 1] == "."
        steps.append((is_attribute, key if is_attribute else _index(key)))
    return _index(first), steps


def _index(key):
    return int(key) if key.isdecimal() else key


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(
        self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0
    ):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if name is None:
                continue
            if name == "":
                if auto_arg_index is False:
                    raise ValueError(
                        "cannot switch from manual field specification to "
                        "automatic field numbering"
                    )
                name = str(auto_arg_index)
                auto_arg_index += 1
            elif name.isdigit():
                if auto_arg_index:
                    raise ValueError(
                        "cannot switch from manual field specification to "
                        "automatic field numbering"
                    )
                auto_arg_index = False
            obj, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(
                spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index
            )
            result.append(self.format_field(obj, spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _parse(format_string)

    def get_field(self, field_name, args, kwargs):
        first, steps = _split_name(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, key in steps:
            obj = getattr(obj, key) if is_attribute else obj[key]
        return obj, first
