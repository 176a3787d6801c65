"""Makes spec.txt, percent.txt and template.txt from CPython: python3 generate.py (3.11).

Fields are set apart by tabs; results that start with `!` are error messages.
"""

import pathlib
import random
import string

here = pathlib.Path(__file__).parent
draw = random.Random(311)


def tried(make):
    try:
        return make()
    except (ValueError, OverflowError, TypeError) as error:
        return f"!{error}"


ints = [0, 1, -1, 7, -42, 255, 1234, -1234567, 10**20, -(10**25), 65, 8364]
floats = [
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    1234.5678,
    -1234567.891,
    1e16,
    1e-7,
    123456789.0,
    1e22,
    float("inf"),
    float("-inf"),
    float("nan"),
    -0.001,
    0.5,
]
texts = ["", "a", "hello", "héé", "日本"]
fixed = [
    "",
    "5",
    "<8",
    ">8",
    "^8",
    "^9",
    "=8",
    "*^9",
    "é>6",
    "08",
    "<08",
    "x=+9d",
    "+",
    "-",
    " ",
    "+d",
    "#x",
    "#X",
    "#o",
    "#b",
    "#010x",
    "n",
    ",",
    "_",
    ",d",
    "08,",
    "010,",
    "011_",
    "_x",
    "_b",
    "#_b",
    "020_b",
    ",x",
    ",s",
    ",c",
    "_c",
    ",n",
    "_n",
    ",_",
    "_,",
    ",,",
    ".",
    ".2",
    ".3s",
    ".0f",
    ".2f",
    ".1%",
    "e",
    ".3e",
    "E",
    "F",
    "g",
    "G",
    ".3g",
    "#.3g",
    "%",
    "z",
    "z.1f",
    "z.2f",
    "+z.1f",
    "zd",
    "zs",
    "c",
    "5c",
    "+c",
    "#c",
    "s",
    "5s",
    "+s",
    " s",
    "#s",
    "=5s",
    "05s",
    "0s",
    "q",
    "ss",
    "10.4fx",
    "é",
    "\x01",
    ",.2f",
    "012,.2f",
    "_.3f",
    "*<+10,.1f",
    "^+#12.0f",
    "r",
    "i",
    "u",
    "d",
    ".2d",
    "99999999999999999999",
    ".99999999999999999999f",
    "\u0665",
    "<",
    "=",
    "{<5",
    "}^5",
    "0=8",
    "00",
    "003",
    "0<4",
    " ^7",
    "+08.2f",
    "-08.2f",
    "09d",
    "#09x",
    "020,.3f",
    "06%",
    "#",
    "#.0e",
    "#g",
    "#d",
    "x",
    "X",
    "o",
    "b",
    "8b",
    "=+12,",
    "z=7",
    "z<7",
    ".300f",
    ".0%",
    "_%",
    ",e",
    ",g",
    "_g",
    "012_.2e",
]


def specs():
    alphabet = "<>^=+- z#0_,.123dxfgse%"
    for _ in range(160):
        yield "".join(draw.choice(alphabet) for _ in range(draw.randrange(1, 7)))


def spec_lines():
    for spec in fixed + list(specs()):
        yield f"str\t{draw.choice(texts)}\t{spec}"
        yield f"int\t{draw.choice(ints)}\t{spec}"
        yield f"int\t{draw.choice(ints)}\t{spec}"
        yield f"float\t{draw.choice(floats)!r}\t{spec}"
        yield f"float\t{draw.choice(floats)!r}\t{spec}"


def value_of(kind, text):
    return {"str": str, "int": int, "float": float}[kind](text)


percents = [
    "%d",
    "%5d",
    "%-5d|",
    "%05d",
    "%+d",
    "% d",
    "%+05d",
    "%x",
    "%#x",
    "%#X",
    "%#010x",
    "%-#10x|",
    "%#o",
    "%o",
    "%i",
    "%u",
    "%.5d",
    "%8.5d",
    "%08.5d",
    "%-8.5d|",
    "%#8.4x",
    "%+.3x",
    "%e",
    "%.3e",
    "%E",
    "%f",
    "%.0f",
    "%#.0f",
    "%F",
    "%g",
    "%G",
    "%#g",
    "%.3g",
    "%010.2f",
    "%+010.2f",
    "%-10.2f|",
    "% .1f",
    "%s",
    "%10s",
    "%-10s|",
    "%.2s",
    "%010s",
    "%ld",
    "%hd",
    "%Lf",
    "%c",
    "%5c",
    "%",
    "%5",
    "%y",
    "a%",
    "é%z",
    "%(a",
    "%(a)s",
    "%(a(b)c)d",
    "%()d",
    "%5.",
    "%.d",
    "%.f",
    "%%",
    "%5%",
    "%-+ #05.3d",
    "%llx",
    "%l",
    "%\x01",
    "%99999999999999999999d",
    "%.99999999999999999999d",
    "%b",
    "%r",
    "%a",
    "%+s",
    "%0s|",
]


def percent_lines():
    for template in percents:
        for value in [
            draw.choice(ints),
            draw.choice(ints),
            draw.choice(floats),
            draw.choice(texts[1:]),
        ]:
            yield template, value


templates = [
    "",
    "abc",
    "{}",
    "{{}}",
    "{",
    "}",
    "a{b",
    "a}b",
    "{}}",
    "{{}",
    "{a.b}",
    "{a[0]}",
    "{a[x].y[2]}",
    "{0}",
    "{0}{}",
    "{}{0}",
    "{!r}",
    "{!r:>5}",
    "{:{}}",
    "{:{w}.{p}}",
    "{a!}",
    "{a!r",
    "{a!rx}",
    "{a!",
    "{a:",
    "{a:{b}",
    "{a[}",
    "{a[}]}",
    "{a[]}",
    "{a.}",
    "{a..b}",
    "{a[0]b}",
    "{a{b}}",
    "{a:{{}}}",
    "{:{:{}}}",
    "{!x}",
    "{:a}b}",
    "x{}y{{z}}{a}",
    "{99999999999999999999}",
    "{a[99999999999999999999]}",
    "{-1}",
    "{a[-1]}",
    "{é}",
    "{ }",
    "{0x1}",
    "{.a}",
    "{[0]}",
    "{:!r}",
    "{a!r:}",
    "{a::}",
    "{!}",
]


def split(template):
    """What string.Formatter makes of a template, or its error."""
    try:
        parts = []
        for literal, name, spec, conversion in string.Formatter().parse(template):
            parts.append(f"L{literal}" if literal else "")
            if name is not None:
                parts.append(f"F{name}|{conversion or ''}|{spec}")
        return ";".join(part for part in parts if part)
    except ValueError as error:
        return f"!{error}"


def formatted(line):
    kind, value, spec = line.split("\t")
    return tried(lambda: format(value_of(kind, value), spec))


(here / "spec.txt").write_text("".join(f"{line}\t{formatted(line)}\n" for line in spec_lines()))
(here / "percent.txt").write_text(
    "".join(
        f"{template}\t{type(value).__name__}\t{value!r}\t{tried(lambda: template % value)}\n"
        for template, value in percent_lines()
    )
)
(here / "template.txt").write_text(
    "".join(f"{template}\t{split(template)}\n" for template in templates)
)
