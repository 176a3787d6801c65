# Values to JSON, where the virtual machine cannot do it alone: with a default, or of a subclass.

from _json import dumps as _dumps


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return self._parts(o, indent, 0, {})

    def _plain(self, o):
        # The text of a value without parts, or None.
        if isinstance(o, str):
            return _dumps(str(o), ensure_ascii=self.ensure_ascii)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _float(self, o):
        if o == o and o not in (float("inf"), float("-inf")):
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return "NaN" if o != o else "Infinity" if o > 0 else "-Infinity"

    def _parts(self, o, indent, level, marks):
        text = self._plain(o)
        if text is not None:
            yield text
            return
        if self.check_circular:
            if id(o) in marks:
                raise ValueError("Circular reference detected")
            marks[id(o)] = o
        if isinstance(o, (list, tuple)):
            yield from self._list(o, indent, level, marks)
        elif isinstance(o, dict):
            yield from self._dict(o, indent, level, marks)
        else:
            yield from self._parts(self.default(o), indent, level, marks)
        if self.check_circular:
            del marks[id(o)]

    def _list(self, values, indent, level, marks):
        if not values:
            yield "[]"
            return
        newline = "" if indent is None else "\n" + indent * (level + 1)
        before = "[" + newline
        for value in values:
            yield before
            before = self.item_separator + newline
            yield from self._parts(value, indent, level + 1, marks)
        yield "]" if indent is None else "\n" + indent * level + "]"

    def _dict(self, values, indent, level, marks):
        if not values:
            yield "{}"
            return
        newline = "" if indent is None else "\n" + indent * (level + 1)
        before = newline
        yield "{"
        items = sorted(values.items()) if self.sort_keys else values.items()
        for key, value in items:
            if not isinstance(key, str):
                text = None if key is not None and not isinstance(key, (int, float)) else (
                    self._plain(key)
                )
                if text is None:
                    if self.skipkeys:
                        continue
                    raise TypeError(
                        "keys must be str, int, float, bool or None, "
                        f"not {key.__class__.__name__}"
                    )
                key = text
            yield before
            before = self.item_separator + newline
            yield self._plain(key) + self.key_separator
            yield from self._parts(value, indent, level + 1, marks)
        yield "}" if indent is None else "\n" + indent * level + "}"
