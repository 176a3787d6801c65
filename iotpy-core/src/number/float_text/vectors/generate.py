"""Makes format.txt, parse.txt and round.txt from CPython: python3 generate.py (3.11)."""

import pathlib
import random
import struct

here = pathlib.Path(__file__).parent
draw = random.Random(20111)


def bits(value):
    return f"{struct.unpack('<Q', struct.pack('<d', value))[0]:016x}"


def some():
    kind = draw.randrange(5)
    if kind == 0:
        return struct.unpack("<d", struct.pack("<Q", draw.getrandbits(64)))[0]
    if kind == 1:
        return round(draw.uniform(-1000, 1000), draw.randrange(6))
    if kind == 2:
        return draw.randrange(-(10**6), 10**6) / 2 ** draw.randrange(12)
    if kind == 3:
        return draw.uniform(-1, 1) * 10 ** draw.randrange(-12, 20)
    return float(draw.randrange(10 ** draw.randrange(1, 19)))


fixed = [
    0.0,
    -0.0,
    1.0,
    0.5,
    1.5,
    2.5,
    0.1,
    0.2,
    0.3,
    0.1 + 0.2,
    1e15,
    1e16,
    123456789012345680.0,
    1e-4,
    1e-5,
    9999999999999998.0,
    5e-324,
    2.2250738585072014e-308,
    1.7976931348623157e308,
    1e22,
    1e23,
    9.5,
    0.95,
    0.095,
    99.5,
    999999.5,
    0.00001234,
    4.35,
    2.675,
    1e100,
    float("inf"),
    float("-inf"),
    float("nan"),
    2.0**53,
    2.0**-1022,
    9007199254740993.0,
    0.000123456789,
]
specs = [
    "r",
    ".0e",
    ".3e",
    "#.0e",
    ".17e",
    ".0f",
    ".1f",
    ".2f",
    "#.0f",
    ".20f",
    ".0g",
    ".1g",
    ".6g",
    "#.6g",
    ".17g",
    "#.0g",
]


def formats():
    for value in fixed + [some() for _ in range(60)]:
        yield f"{bits(value)} r {value!r}"
        yield f"{bits(value)} x {value.hex()}"
        for spec in draw.sample(specs[1:], 5):
            yield f"{bits(value)} {spec} {'%' + spec}".replace("%" + spec, ("%" + spec) % value)
        yield f"{bits(value)} P.4 {format(value, '.4')}"
        yield f"{bits(value)} P.1 {format(value, '.1')}"
        yield f"{bits(value)} P.17 {format(value, '.17')}"


texts = [
    "\x1c1",
    "\x851",
    "\xa01\u2003",
    "1_0",
    "1__0",
    "_1",
    "1_",
    "1_.0",
    "1._0",
    "1.0_0",
    "1e_5",
    "1e1_0",
    "in_f",
    "\u0661.5",
    "+inf",
    " nan\n",
    "-nan",
    "iNfinity",
    "-infinity",
    "infin",
    "1e",
    "1e+",
    ".5",
    "5.",
    ".",
    "",
    " ",
    "+",
    "0x1",
    "1 2",
    "\u0661e\u0662",
    "\u0661\x1c",
    "1e400",
    "-1e400",
    "1e-400",
    "1e999999999999999999999",
    "0e999999999999",
    "1e-999999999999999999999",
    "2.4703282292062327208e-324",
    "2.4703282292062328e-324",
    "4.9e-324",
    "1.7976931348623158e308",
    "1.7976931348623159e308",
    "9007199254740993",
    "9007199254740992.999999999999999999999",
    "9007199254740993.000000000000000000000000000000000001",
    "9007199254740993" + "0" * 900,
    "0." + "0" * 400 + "1e400",
    "1" + "0" * 400 + "e-400",
    "- 1",
    "+-1",
    "1e5.0",
    "1.5.2",
    "\u20131",
    "\U0001d7ce.\U0001d7d9",
    "00001.5000",
    "1e0005",
    "6.0221e23",
    "1E5",
    "nane",
    "infinityx",
    "--1",
    "\uff11\uff12",
    "1\x00",
    "٣٫٥",
]


def parses():
    tie = lambda value: f"{int(value) * 2 + 1}"
    for text in texts + [repr(some()) for _ in range(60)]:
        yield text
    for _ in range(40):
        yield f"{draw.randrange(10**draw.randrange(1, 40))}e{draw.randrange(-340, 320)}"


def parsed(text):
    try:
        return bits(abs(float("nan")) if float(text) != float(text) else float(text))
    except ValueError:
        return "error"


def rounds():
    for value in fixed + [some() for _ in range(80)]:
        for places in [0, 1, 2, 3, -1, -2, draw.randrange(-320, 330)]:
            try:
                result = bits(round(value, places))
            except (OverflowError, ValueError):
                result = "error"
            yield f"{bits(value)} {places} {result}"


(here / "format.txt").write_text("\n".join(formats()) + "\n")
escaped = lambda text: text.encode().hex()
(here / "parse.txt").write_text(
    "\n".join(f"{parsed(text)} {escaped(text)}" for text in parses()) + "\n"
)
(here / "round.txt").write_text("\n".join(rounds()) + "\n")
