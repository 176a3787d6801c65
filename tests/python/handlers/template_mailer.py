"""Mail bodies from templates with loops, conditions and filters."""

import html
import re

TOKEN = re.compile(r"({{.*?}}|{%.*?%})")
FILTERS = {"upper": str.upper, "title": str.title, "money": "{:,.2f}".format, "escape": html.escape, "len": len}


class Template:
    def __init__(self, text):
        self.parts = TOKEN.split(text)

    def render(self, **values):
        out = []
        end = self._block(0, values, out, True)
        if end < len(self.parts):
            raise SyntaxError(f"unexpected {self.parts[end]}")
        return "".join(out)

    def _value(self, text, values):
        path, *filters = (part.strip() for part in text.split("|"))
        value = values
        for name in path.split("."):
            value = value[int(name)] if name.isdigit() else value[name]
        for name in filters:
            value = FILTERS[name](value)
        return value

    def _block(self, at, values, out, active):
        while at < len(self.parts):
            part = self.parts[at]
            if part.startswith("{{"):
                if active:
                    out.append(str(self._value(part[2:-2], values)))
            elif part.startswith("{%"):
                match part[2:-2].split():
                    case ["for", name, "in", source]:
                        items = self._value(source, values) if active else []
                        for item in items:
                            self._block(at + 1, {**values, name: item}, out, True)
                        at = self._block(at + 1, values, [], False)
                    case ["if", *condition]:
                        wanted = condition[0] != "not"
                        value = active and self._value(condition[-1], values)
                        at = self._block(at + 1, values, out, active and bool(value) == wanted)
                    case ["end"]:
                        return at
                    case other:
                        raise SyntaxError(f"unknown tag {' '.join(other)!r}")
            elif active:
                out.append(part)
            at += 1
        return at


MAIL = Template(
    "Dear {{ name | title }},\n{% if items %}{{ items | len }} items:\n{% for item in items %}"
    "- {{ item.name | escape }}: {{ item.price | money }}{% if item.new %} NEW{% end %}\n{% end %}{% end %}"
    "{% if not items %}nothing today\n{% end %}Bye, {{ sender.names.0 | upper }}"
)


def handler(event, context):
    template = Template(event["template"]) if "template" in event else MAIL
    try:
        return template.render(**event["values"])
    except (KeyError, IndexError) as error:
        return f"missing {error}"
