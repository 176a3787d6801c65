"""Makes digests.txt and edges.txt from CPython 3.11 on x86-64 (glibc 2.36, a processor with FMA).

digests.txt: function, range of the arguments, count, digest of the results (see tests.rs).
edges.txt: function, arguments and result as bits; a result of 1 stands for ValueError, 2 for
OverflowError and 3 for what is not a number.
"""

import math
import pathlib
import struct

here = pathlib.Path(__file__).parent
NAN = 0x7FF8000000000000
MASK = 0xFFFFFFFFFFFFFFFF


def bits(value):
    return 3 if value != value else struct.unpack("<Q", struct.pack("<d", value))[0]


class Draw:
    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = self.state + 0x9E3779B97F4A7C15 & MASK
        mixed = (self.state ^ self.state >> 30) * 0xBF58476D1CE4E5B9 & MASK
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & MASK
        return mixed ^ mixed >> 31

    def between(self, low, high):
        return low + (high - low) * ((self.bits() >> 11) / 2**53)


def outcome(function, *arguments):
    try:
        return bits(float(function(*arguments)))
    except ValueError:
        return 1
    except OverflowError:
        return 2


def digest(name, low, high, count):
    draw, state = Draw(20111), 0xCBF29CE484222325
    for _ in range(count):
        arguments = [draw.between(low, high)]
        if name in ("pow", "hypot", "fmod", "remainder"):
            arguments.append(draw.between(low, high))
        state = (state ^ outcome(getattr(math, name), *arguments)) * 0x100000001B3 & MASK
    return state


EXACT = [
    ("exp", -750, 720),
    ("exp", -1, 1),
    ("exp2", -1080, 1030),
    ("exp2", -1, 1),
    ("log", 0, 10),
    ("log", 0.9, 1.1),
    ("log", 0, 1e300),
    ("log2", 0, 10),
    ("log2", 0.95, 1.05),
    ("pow", 0, 30),
    ("pow", 0, 2),
    ("sqrt", 0, 1e9),
    ("hypot", -1e3, 1e3),
    ("fmod", -100, 100),
    ("remainder", -100, 100),
    ("cbrt", -1e9, 1e9),
    ("cbrt", -1, 1),
    ("expm1", -40, 710),
    ("expm1", -1, 1),
    ("log1p", -1, 10),
    ("log1p", -0.1, 0.1),
    ("log10", 0, 10),
    ("log10", 0, 1e300),
    ("sinh", -25, 25),
    ("sinh", -711, 711),
    ("cosh", -25, 25),
    ("cosh", -1, 1),
    ("tanh", -25, 25),
    ("tanh", -1.5, 1.5),
    ("asinh", -5, 5),
    ("asinh", -1e9, 1e9),
    ("acosh", 1, 5),
    ("acosh", 1, 1e9),
    ("atanh", -1, 1),
    ("erf", -7, 7),
    ("erf", -1.3, 1.3),
    ("erfc", -7, 30),
    ("erfc", -1.5, 1.5),
    ("gamma", 0.1, 171),
    ("lgamma", 0.1, 1e6),
    ("degrees", -10, 10),
    ("radians", -400, 400),
]
EDGES = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    2.0,
    -2.0,
    3.0,
    10.0,
    -10.0,
    1.5,
    -1.5,
    23.0,
    24.0,
    100.0,
    1e-300,
    5e-324,
    -5e-324,
    1e-20,
    1e-8,
    -1e-8,
    0.3,
    -0.7,
    1 + 2**-52,
    1 - 2**-53,
    709.78,
    709.79,
    -745.1,
    -745.2,
    1023.9,
    1024.0,
    -1074.0,
    -1075.1,
    710.4,
    710.5,
    171.6,
    171.7,
    -170.5,
    -200.5,
    -250.5,
    1e15,
    1e22,
    1e300,
    -1e300,
    1.7976931348623157e308,
    2.2250738585072014e-308,
    math.pi,
    math.pi / 2,
    -math.pi,
    1e6,
    math.inf,
    -math.inf,
    math.nan,
    27.3,
    -6.5,
    2.5,
    1e-17,
]
ONE = """
    sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin
    acos atan sinh cosh tanh asinh acosh atanh erf erfc gamma lgamma ulp degrees radians
""".split()
TWO = "pow fmod remainder atan2 hypot copysign nextafter isclose".split()
PAIRS = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, 1e300, -1e-300, math.inf, -math.inf, math.nan]


def edges():
    for name in ONE:
        for x in EDGES:
            result = outcome(getattr(math, name), x)
            yield f"{name} {bits(x) if x == x else NAN:x} {result:x}"
    for name in TWO:
        for x in PAIRS:
            for y in PAIRS:
                first, second = (bits(v) if v == v else NAN for v in (x, y))
                yield f"{name} {first:x} {second:x} {outcome(getattr(math, name), x, y):x}"


if __name__ == "__main__":
    lines = (
        f"{name} {low} {high} 4000 {digest(name, low, high, 4000):016x}"
        for name, low, high in EXACT
    )
    (here / "digests.txt").write_text("\n".join(lines) + "\n")
    (here / "edges.txt").write_text("\n".join(edges()) + "\n")
