# The three ways to write a format.


class PercentStyle:
    default_format = "%(message)s"
    asctime_format = "%(asctime)s"
    asctime_search = "%(asctime)"

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
        return self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        # A name in parentheses and a conversion, at least once.
        fmt = self._fmt
        at = fmt.find("%(")
        while at >= 0:
            end = fmt.find(")", at)
            conversion = fmt[end + 1 :].lstrip("#0+- .123456789*")[:1]
            if end > at + 2 and conversion and conversion in "diouxefgcrsaXEFG":
                return
            at = fmt.find("%(", at + 1)
        raise ValueError(
            f"Invalid format '{fmt}' for '{self.default_format[0]}' style"
        )

    def _values(self, record):
        values = record.__dict__
        return {**self._defaults, **values} if self._defaults else values

    def _format(self, record):
        return self._fmt % self._values(record)

    def format(self, record):
        try:
            return self._format(record)
        except KeyError as e:
            raise ValueError(f"Formatting field not found in record: {e}")


class StrFormatStyle(PercentStyle):
    default_format = "{message}"
    asctime_format = "{asctime}"
    asctime_search = "{asctime"

    def validate(self):
        rest = self._fmt.replace("{{", "").replace("}}", "")
        found = False
        while rest:
            before, brace, rest = rest.partition("{")
            if "}" in before:
                raise ValueError("invalid format: Single '}' encountered in format string")
            if brace and not rest:
                raise ValueError("invalid format: Single '{' encountered in format string")
            if brace and "}" not in rest:
                raise ValueError("invalid format: expected '}' before end of string")
            field, _, rest = rest.partition("}")
            found = found or field[:1] not in ("", ":", "!")
        if not found:
            raise ValueError("invalid format: no fields")

    def _format(self, record):
        return self._fmt.format(**self._values(record))


class StringTemplateStyle(PercentStyle):
    default_format = "${message}"
    asctime_format = "${asctime}"
    asctime_search = "${asctime}"

    def usesTime(self):
        return "$asctime" in self._fmt or self.asctime_search in self._fmt

    def _parts(self):
        """Pairs of a text and the name that follows it, or None at the end."""
        text = ""
        rest = self._fmt
        while True:
            before, dollar, rest = rest.partition("$")
            text += before
            if not dollar:
                yield text, None
                return
            if rest[:1] == "$":
                text, rest = text + "$", rest[1:]
                continue
            end = 0
            if rest[:1] == "{":
                end = rest.find("}")
                name, rest = rest[1:end], rest[end + 1 :]
            else:
                while rest[end : end + 1].isascii() and rest[: end + 1].isidentifier():
                    end += 1
                    if end == len(rest):
                        break
                name, rest = rest[:end], rest[end:]
            if end <= 0 or not (name.isascii() and name.isidentifier()):
                raise ValueError("invalid format: bare '$' not allowed")
            yield text, name
            text = ""

    def validate(self):
        if all(name is None for _, name in self._parts()):
            raise ValueError("invalid format: no fields")

    def _format(self, record):
        values = self._values(record)
        shown = []
        for text, name in self._parts():
            shown.append(text)
            if name is not None:
                shown.append(str(values[name]))
        return "".join(shown)


def _style(style):
    if style == "%":
        return PercentStyle
    if style == "{":
        return StrFormatStyle
    if style == "$":
        return StringTemplateStyle
    raise ValueError("Style must be one of: %,{,$")
