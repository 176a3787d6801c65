# Data in lines of a width.

_BUILTIN = (dict, list, tuple, set, frozenset, str, bytes, bytearray)


def pprint(
    object,
    stream=None,
    indent=1,
    width=80,
    depth=None,
    *,
    compact=False,
    sort_dicts=True,
    underscore_numbers=False,
):
    printer = PrettyPrinter(
        stream=stream,
        indent=indent,
        width=width,
        depth=depth,
        compact=compact,
        sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers,
    )
    printer.pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(
    object,
    indent=1,
    width=80,
    depth=None,
    *,
    compact=False,
    sort_dicts=True,
    underscore_numbers=False,
):
    printer = PrettyPrinter(
        indent=indent,
        width=width,
        depth=depth,
        compact=compact,
        sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers,
    )
    return printer.pformat(object)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


# Sorts what cannot be compared by the names of the types.
class _Key:
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return _rank(self.value) < _rank(other.value)


def _rank(value):
    return (str(type(value)), id(value))


def _pair_key(pair):
    return _Key(pair[0]), _Key(pair[1])


# The builtin type whose representation an object has, or None if its class has its own.
def _kind(object):
    kind = type(object)
    if kind in _BUILTIN:
        return kind
    for base in kind.__mro__:
        if base in _BUILTIN:
            return base
        if base.__module__ == "builtins" or "__repr__" in base.__dict__:
            return None
    return None


class PrettyPrinter:
    def __init__(
        self,
        indent=1,
        width=80,
        depth=None,
        stream=None,
        *,
        compact=False,
        sort_dicts=True,
        underscore_numbers=False,
    ):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers
        self._readable = True
        self._recursive = False

    def pprint(self, object):
        if self._stream is None:
            print(self.pformat(object))
        else:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        parts = []
        self._format(object, parts, 0, 0, {}, 0)
        return "".join(parts)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        shown, readable, recursive = self.format(object, dict(context), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return shown

    def _format(self, object, parts, indent, allowance, context, level):
        key = id(object)
        if key in context:
            parts.append(_recursion(object))
            self._recursive = True
            self._readable = False
            return
        shown = self._repr(object, context, level)
        if len(shown) > self._width - indent - allowance:
            layout = self._layout(object)
            if layout is not None:
                context[key] = 1
                layout(object, parts, indent, allowance, context, level + 1)
                del context[key]
                return
        parts.append(shown)

    def _layout(self, object):
        kind = _kind(object)
        if kind is dict:
            return self._lay_dict
        if kind is list:
            return self._lay_list
        if kind is tuple:
            return self._lay_tuple
        if kind is set or kind is frozenset:
            return self._lay_set
        if kind is str:
            return self._lay_str
        if kind is bytes:
            return self._lay_bytes
        if kind is bytearray:
            return self._lay_bytearray
        cls = type(object)
        name = cls.__name__
        if name == "mappingproxy":
            return self._lay_proxy
        if name == "SimpleNamespace" or name == "namespace":
            return self._lay_namespace
        if cls.__module__ == "collections":
            return {
                "OrderedDict": self._lay_ordered,
                "defaultdict": self._lay_default,
                "Counter": self._lay_counter,
                "deque": self._lay_deque,
                "ChainMap": self._lay_chain,
            }.get(name)
        params = getattr(cls, "__dataclass_params__", None)
        if params is not None and params.repr and "__repr__" in cls.__dict__:
            if cls.__repr__.__module__ == "dataclasses":
                return self._lay_dataclass
        return None

    def _lay_dict(self, object, parts, indent, allowance, context, level):
        parts.append("{")
        if self._indent_per_level > 1:
            parts.append((self._indent_per_level - 1) * " ")
        if object:
            items = object.items()
            if self._sort_dicts:
                items = sorted(items, key=_pair_key)
            self._lay_pairs(list(items), parts, indent, allowance + 1, context, level)
        parts.append("}")

    def _lay_pairs(self, items, parts, indent, allowance, context, level):
        indent += self._indent_per_level
        last = len(items) - 1
        for number, (key, value) in enumerate(items):
            shown = self._repr(key, context, level)
            parts.append(shown)
            parts.append(": ")
            room = allowance if number == last else 1
            self._format(value, parts, indent + len(shown) + 2, room, context, level)
            if number != last:
                parts.append(",\n" + " " * indent)

    def _lay_list(self, object, parts, indent, allowance, context, level):
        parts.append("[")
        self._lay_items(object, parts, indent, allowance + 1, context, level)
        parts.append("]")

    def _lay_tuple(self, object, parts, indent, allowance, context, level):
        parts.append("(")
        end = ",)" if len(object) == 1 else ")"
        self._lay_items(object, parts, indent, allowance + len(end), context, level)
        parts.append(end)

    def _lay_set(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        name = type(object).__name__
        left = "{"
        right = "}"
        if name != "set":
            left = name + "({"
            right = "})"
            indent += len(name) + 1
        parts.append(left)
        items = sorted(object, key=_Key)
        self._lay_items(items, parts, indent, allowance + len(right), context, level)
        parts.append(right)

    def _lay_items(self, items, parts, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            parts.append((self._indent_per_level - 1) * " ")
        items = list(items)
        last = len(items) - 1
        delimiter = ""
        width = room = self._width - indent + 1
        for number, item in enumerate(items):
            if number == last:
                room -= allowance
                width -= allowance
            if self._compact:
                shown = self._repr(item, context, level)
                size = len(shown) + 2
                if width < size:
                    width = room
                    if delimiter:
                        delimiter = ",\n" + " " * indent
                if width >= size:
                    width -= size
                    parts.append(delimiter)
                    delimiter = ", "
                    parts.append(shown)
                    continue
            parts.append(delimiter)
            delimiter = ",\n" + " " * indent
            self._format(
                item, parts, indent, allowance if number == last else 1, context, level
            )

    def _lay_str(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = width = self._width - indent
        shown = ""
        for number, line in enumerate(lines):
            shown = repr(line)
            if number == len(lines) - 1:
                width -= allowance
            if len(shown) <= width:
                chunks.append(shown)
            else:
                chunks.extend(_pieces(line, width, room, allowance, number == len(lines) - 1))
        self._put_chunks(chunks, parts, indent, level)

    def _put_chunks(self, chunks, parts, indent, level):
        if len(chunks) == 1:
            parts.append(chunks[0])
            return
        text = ("\n" + " " * indent).join(chunks)
        parts.append(f"({text})" if level == 1 else text)

    def _lay_bytes(self, object, parts, indent, allowance, context, level):
        if len(object) <= 4:
            parts.append(repr(object))
            return
        wrapped = level == 1
        if wrapped:
            indent += 1
            allowance += 1
            parts.append("(")
        delimiter = ""
        for shown in _byte_pieces(object, self._width - indent, allowance):
            parts.append(delimiter)
            parts.append(shown)
            delimiter = "\n" + " " * indent
        if wrapped:
            parts.append(")")

    def _lay_bytearray(self, object, parts, indent, allowance, context, level):
        parts.append("bytearray(")
        self._lay_bytes(bytes(object), parts, indent + 10, allowance + 1, context, level + 1)
        parts.append(")")

    def _lay_proxy(self, object, parts, indent, allowance, context, level):
        parts.append("mappingproxy(")
        self._format(object.copy(), parts, indent + 13, allowance + 1, context, level)
        parts.append(")")

    def _lay_ordered(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        name = type(object).__name__
        parts.append(name + "(")
        items = list(object.items())
        self._format(items, parts, indent + len(name) + 1, allowance + 1, context, level)
        parts.append(")")

    def _lay_default(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = type(object).__name__
        indent += len(name) + 1
        parts.append(f"{name}({factory},\n{' ' * indent}")
        self._lay_dict(object, parts, indent, allowance + 1, context, level)
        parts.append(")")

    def _lay_counter(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        name = type(object).__name__
        parts.append(name + "({")
        if self._indent_per_level > 1:
            parts.append((self._indent_per_level - 1) * " ")
        items = object.most_common()
        self._lay_pairs(items, parts, indent + len(name) + 1, allowance + 2, context, level)
        parts.append("})")

    def _lay_deque(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        name = type(object).__name__
        parts.append(name + "(")
        indent += len(name) + 1
        parts.append("[")
        if object.maxlen is None:
            self._lay_items(object, parts, indent, allowance + 2, context, level)
            parts.append("])")
            return
        self._lay_items(object, parts, indent, 2, context, level)
        shown = self._repr(object.maxlen, context, level)
        parts.append(f"],\n{' ' * indent}maxlen={shown})")

    def _lay_chain(self, object, parts, indent, allowance, context, level):
        if not object.maps:
            parts.append(repr(object))
            return
        name = type(object).__name__
        parts.append(name + "(")
        indent += len(name) + 1
        last = len(object.maps) - 1
        for number, mapping in enumerate(object.maps):
            if number == last:
                self._format(mapping, parts, indent, allowance + 1, context, level)
                parts.append(")")
            else:
                self._format(mapping, parts, indent, 1, context, level)
                parts.append(",\n" + " " * indent)

    def _lay_dataclass(self, object, parts, indent, allowance, context, level):
        name = type(object).__name__
        items = []
        for field in object.__dataclass_fields__.values():
            if field.repr and hasattr(object, field.name) and repr(field._field_type) == "_FIELD":
                items.append((field.name, getattr(object, field.name)))
        self._lay_named(name, items, parts, indent, allowance, context, level)

    def _lay_namespace(self, object, parts, indent, allowance, context, level):
        name = type(object).__name__
        if name == "SimpleNamespace":
            name = "namespace"
        items = list(object.__dict__.items())
        self._lay_named(name, items, parts, indent, allowance, context, level)

    def _lay_named(self, name, items, parts, indent, allowance, context, level):
        indent += len(name) + 1
        parts.append(name + "(")
        last = len(items) - 1
        for number, (key, value) in enumerate(items):
            parts.append(key + "=")
            if id(value) in context:
                parts.append("...")
            else:
                room = allowance if number == last else 1
                self._format(value, parts, indent + len(key) + 1, room, context, level)
            if number != last:
                parts.append(",\n" + " " * indent)
        parts.append(")")

    def _safe_repr(self, object, context, maxlevels, level):
        cls = type(object)
        if cls is int and self._underscore_numbers:
            return f"{object:_d}", True, False
        kind = _kind(object)
        if kind is dict or kind is list or kind is tuple:
            if not object and cls is kind:
                return repr(object), True, False
            key = id(object)
            if maxlevels and level >= maxlevels:
                shown = {dict: "{...}", list: "[...]", tuple: "(...)"}[kind]
                if kind is tuple and len(object) == 1:
                    shown = "(...,)"
                return shown, False, key in context
            if key in context:
                return _recursion(object), False, True
            context[key] = 1
            if kind is dict:
                found = self._dict_repr(object, context, maxlevels, level + 1)
            else:
                found = self._list_repr(kind, object, context, maxlevels, level + 1)
            del context[key]
            return found
        shown = repr(object)
        return shown, bool(shown) and not shown.startswith("<"), False

    def _dict_repr(self, object, context, maxlevels, level):
        readable = True
        recursive = False
        parts = []
        items = object.items()
        if self._sort_dicts:
            items = sorted(items, key=_pair_key)
        for key, value in items:
            first, first_readable, first_recursive = self.format(key, context, maxlevels, level)
            shown, is_readable, is_recursive = self.format(value, context, maxlevels, level)
            parts.append(f"{first}: {shown}")
            readable = readable and first_readable and is_readable
            recursive = recursive or first_recursive or is_recursive
        return f"{{{', '.join(parts)}}}", readable, recursive

    def _list_repr(self, kind, object, context, maxlevels, level):
        readable = True
        recursive = False
        parts = []
        for item in object:
            shown, is_readable, is_recursive = self.format(item, context, maxlevels, level)
            parts.append(shown)
            readable = readable and is_readable
            recursive = recursive or is_recursive
        text = ", ".join(parts)
        if kind is list:
            return f"[{text}]", readable, recursive
        return f"({text},)" if len(parts) == 1 else f"({text})", readable, recursive


# A line that is too long, broken after white space.
def _pieces(line, width, room, allowance, is_last):
    words = _words(line)
    found = []
    current = ""
    for number, word in enumerate(words):
        candidate = current + word
        limit = room
        if number == len(words) - 1 and is_last:
            limit -= allowance
        if len(repr(candidate)) > limit:
            if current:
                found.append(repr(current))
            current = word
        else:
            current = candidate
    if current:
        found.append(repr(current))
    return found


def _words(line):
    words = []
    start = at = 0
    size = len(line)
    while at < size:
        while at < size and not line[at].isspace():
            at += 1
        while at < size and line[at].isspace():
            at += 1
        words.append(line[start:at])
        start = at
    return words


def _byte_pieces(object, width, allowance):
    current = b""
    last = len(object) // 4 * 4
    for start in range(0, len(object), 4):
        part = object[start : start + 4]
        candidate = current + part
        if start == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"
