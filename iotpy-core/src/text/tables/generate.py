"""Makes generated.rs and expected.rs from the Unicode data of the running Python (3.11).

    python3 generate.py            writes both files beside this script
    python3 generate.py --check    exits with 1 if either file is not what would be written

generated.rs holds the tables, as byte streams that ../class.rs and ../case.rs read:

RUNS       One run of code points after the other, from U+0000 on. A byte is `class << 4 | size`;
           sizes 0-12 stand for 1-13 code points, 13, 14 and 15 for 14 and more: the excess follows
           in one, two or three bytes, low byte first. Class 14 is a run of pairs of an upper-case
           and a lower-case letter; class 15 is followed by a byte that indexes RARE.
CLASSES    The properties of classes 0-13 as bits, RARE those of the rare ones.
MARKS      For every 64th run, its first code point and its offset in RUNS.
TO_UPPER, TO_LOWER, TO_TITLE, TO_FOLD
           Ranges of code points whose mapping is one code point: the distance of the first from
           the end of the range before, `(count - 1) << 1 | every_second`, and the distance of the
           mapping (zigzag), each as a number of seven bits a byte, low ones first. TO_TITLE has
           what differs from TO_UPPER, TO_FOLD what differs from TO_LOWER.
EXPANSIONS Code points whose upper case is several: the distance from the one before, the length in
           bytes, and the upper case as UTF-8.

expected.rs holds a digest of every property over many code points, for the tests.
"""

import pathlib
import sys
import unicodedata

COUNT = 0x110000
NAMES = [
    "ALPHA",
    "DECIMAL",
    "DIGIT",
    "NUMERIC",
    "PRINTABLE",
    "START",
    "CONTINUE",
    "UPPER",
    "LOWER",
    "TITLE",
]
RUNS_PER_MARK = 64


def flags(code):
    char = chr(code)
    tests = [
        char.isalpha(),
        char.isdecimal(),
        char.isdigit(),
        char.isnumeric(),
        char.isprintable(),
        char.isidentifier(),
        ("a" + char).isidentifier(),
        char.isupper(),
        char.islower(),
        unicodedata.category(char) == "Lt",
    ]
    return sum(1 << bit for bit, test in enumerate(tests) if test)


def runs(values, upper, lower):
    """(flags or "pairs", first, length) of maximal runs, pairs of letters taken together."""
    code = 0
    while code < COUNT:
        end = code
        while end + 1 < COUNT and (values[end], values[end + 1]) == (upper, lower):
            end += 2
        if end - code >= 4:
            yield "pairs", code, end - code
            code = end
            continue
        end = code + 1
        while end < COUNT and values[end] == values[code]:
            if values[end] == upper and values[end : end + 4] == [upper, lower, upper, lower]:
                break
            end += 1
        yield values[code], code, end - code
        code = end


def encode_runs(values):
    upper, lower = values[ord("A")], values[ord("a")]
    found = list(runs(values, upper, lower))
    uses = {}
    for value, _, _ in found:
        uses[value] = uses.get(value, 0) + 1
    del uses["pairs"]
    ranked = sorted(uses, key=lambda value: (-uses[value], value))
    classes, rare = ranked[:14], ranked[14:]
    stream, marks = bytearray(), []
    for index, (value, first, length) in enumerate(found):
        if index % RUNS_PER_MARK == 0:
            marks.append((first, len(stream)))
        number = 14 if value == "pairs" else classes.index(value) if value in classes else 15
        excess = length - 14
        size = (
            length - 1 if excess < 0 else 13 if excess < 1 << 8 else 14 if excess < 1 << 16 else 15
        )
        stream.append(number << 4 | size)
        if number == 15:
            stream.append(rare.index(value))
        if excess >= 0:
            stream += excess.to_bytes(size - 12, "little")
    return bytes(stream), classes, rare, marks


def number(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value):
    return value << 1 if value >= 0 else (-value << 1) - 1


def encode_map(pairs):
    """Ranges of a sorted list of (code point, distance to its mapping)."""
    out, index, last = bytearray(), 0, 0
    while index < len(pairs):
        first, distance = pairs[index]
        end, step = index + 1, None
        while end < len(pairs) and pairs[end][1] == distance:
            gap = pairs[end][0] - pairs[end - 1][0]
            if gap not in (1, 2) or step not in (None, gap):
                break
            step, end = gap, end + 1
        count = end - index
        out += (
            number(first - last) + number((count - 1) << 1 | (step == 2)) + number(zigzag(distance))
        )
        last, index = pairs[end - 1][0] + 1, end
    return bytes(out)


def title_of(code, upper):
    """The rule for what expands in title case too, as ../case.rs has it."""
    if code == 0x149:
        return upper
    if upper[-1] == "\u0399":
        return upper[:-1] + "\u0345"
    return upper[0] + upper[1:].lower()


def tables():
    values = [flags(code) for code in range(COUNT)]
    stream, classes, rare, marks = encode_runs(values)
    chars = [chr(code) for code in range(COUNT)]
    single = lambda method, base: [
        (code, ord(method(char)) - code)
        for code, char in enumerate(chars)
        if len(method(char)) == 1
        and method(char) != base(char)
        or len(method(char)) == 1 < len(char.upper())
        and method == str.title
    ]
    same = lambda char: char
    one = lambda method: lambda char: method(char) if len(method(char)) == 1 else char
    upper, lower = single(str.upper, same), single(str.lower, same)
    title, fold = single(str.title, one(str.upper)), single(str.casefold, one(str.lower))
    expansions, last = bytearray(), 0
    for code, char in enumerate(chars):
        text = char.upper()
        if len(text) > 1:
            raw = text.encode()
            expansions += number(code - last) + bytes([len(raw)]) + raw
            last = code
            # class.rs and case.rs rely on these two.
            assert char.casefold() == "".join(part.casefold() for part in text.lower()), hex(code)
            assert len(char.title()) == 1 or char.title() == title_of(code, text), hex(code)
        else:
            assert len(char.title()) == 1, hex(code)
            assert len(char.casefold()) == 1 or code in (0x130, 0x1E9E), hex(code)
        assert len(char.lower()) == 1 or code == 0x130, hex(code)
    return (
        stream,
        classes,
        rare,
        marks,
        {
            "TO_UPPER": encode_map(upper),
            "TO_LOWER": encode_map(lower),
            "TO_TITLE": encode_map(title),
            "TO_FOLD": encode_map(fold),
            "EXPANSIONS": bytes(expansions),
        },
    )


def rows(items, width=96):
    line, out = "   ", []
    for item in items:
        if len(line) + len(item) + 2 > width:
            out.append(line)
            line = "   "
        line += f" {item},"
    return "\n".join([*out, line])


def source():
    stream, classes, rare, marks, maps = tables()
    byte = lambda data: rows([str(value) for value in data])
    out = [
        "//! Made by generate.py; see there. Do not edit.",
        "",
        "// Rows of numbers are not for rustfmt.",
        "#![cfg_attr(rustfmt, rustfmt_skip)]",
        "",
    ]
    for bit, name in enumerate(NAMES):
        out.append(f"pub(in crate::text) const {name}: u16 = 1 << {bit};")
    out.append("")
    words = lambda data: ", ".join(f"{value:#x}" for value in data)
    out.append(f"pub(in crate::text) static CLASSES: [u16; {len(classes)}] = [{words(classes)}];")
    out.append(f"pub(in crate::text) static RARE: [u16; {len(rare)}] = [{words(rare)}];")
    out.append(f"pub(in crate::text) static MARKS: [(u32, u16); {len(marks)}] = [")
    out += [rows([f"({first:#x}, {offset})" for first, offset in marks]), "];"]
    for name, data in [("RUNS", stream), *((key, maps[key]) for key in maps)]:
        out += [f"pub(in crate::text) static {name}: [u8; {len(data)}] = [", byte(data), "];"]
    return "\n".join(out) + "\n"


def digest(values):
    """FNV-1a of 64 bits over the bytes of all values."""
    state = 0xCBF29CE484222325
    for value in values:
        for byte in value:
            state = (state ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return state


def digested(code):
    """All code points where properties change often, and samples of the rest."""
    dense = (
        code < 0x3500
        or 0x9F00 <= code < 0xAC10
        or 0xF900 <= code < 0x13500
        or 0x1D000 <= code < 0x1FC00
    )
    return not 0xD800 <= code < 0xE000 and (dense or code % 61 == 0)


def expected():
    chars = [chr(code) for code in range(COUNT) if digested(code)]
    methods = [
        "isalpha",
        "isdecimal",
        "isdigit",
        "isnumeric",
        "isprintable",
        "isidentifier",
        "isupper",
        "islower",
        "istitle",
        "isspace",
        "isalnum",
        "upper",
        "lower",
        "title",
        "casefold",
        "swapcase",
        "capitalize",
    ]
    out = [
        "//! Made by generate.py; see there. Do not edit.",
        "",
        f"// Unicode {unicodedata.unidata_version}.",
        "pub(in crate::text) const EXPECTED: &[(&str, u64)] = &[",
    ]
    for name in methods:
        values = (getattr(char, name)() for char in chars)
        raw = (value.encode() if isinstance(value, str) else bytes([value]) for value in values)
        out.append(f'    ("{name}", {digest(raw):#x}),')
    after = digest(bytes([("a" + char).isidentifier()]) for char in chars)
    digits = digest(bytes([unicodedata.decimal(char, 255)]) for char in chars)
    out += [
        f'    ("isidentifier after a letter", {after:#x}),',
        f'    ("decimal", {digits:#x}),',
        "];",
    ]
    return "\n".join(out) + "\n"


def main():
    here = pathlib.Path(__file__).parent
    files = {here / "generated.rs": source(), here / "expected.rs": expected()}
    if "--check" in sys.argv:
        sys.exit(any(path.read_text() != text for path, text in files.items()))
    for path, text in files.items():
        path.write_text(text)


main()
