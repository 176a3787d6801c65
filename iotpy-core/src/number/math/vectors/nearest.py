"""Makes nearest.txt: digests of correctly rounded results, by mpmath (pip install mpmath).

The functions here are not followed to the last bit of the C library's but rounded to nearest; see
generate.py for the arguments and digests.
"""

import importlib.util
import pathlib

import mpmath

here = pathlib.Path(__file__).parent
mpmath.mp.prec = 1400
spec = importlib.util.spec_from_file_location("generate", here / "generate.py")
generate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generate)

RANGES = [
    ("sin", -10, 10),
    ("sin", -1e6, 1e6),
    ("sin", 0, 1e300),
    ("cos", -10, 10),
    ("cos", 0, 1e300),
    ("tan", -10, 10),
    ("tan", 0, 1e300),
    ("asin", -1, 1),
    ("asin", -1e-4, 1e-4),
    ("acos", -1, 1),
    ("acos", -1e-4, 1e-4),
    ("atan", -10, 10),
    ("atan", -1e-4, 1e-4),
    ("atan", -1e16, 1e16),
    ("atan2", -10, 10),
]


def digest(name, low, high, count):
    draw, state = generate.Draw(20111), 0xCBF29CE484222325
    for _ in range(count):
        arguments = [draw.between(low, high)]
        if name == "atan2":
            arguments.append(draw.between(low, high))
        exact = getattr(mpmath, name)(*map(mpmath.mpf, arguments))
        state = (state ^ generate.bits(float(exact))) * 0x100000001B3 & generate.MASK
    return state


lines = (
    f"{name} {low} {high} 1000 {digest(name, low, high, 1000):016x}" for name, low, high in RANGES
)
(here / "nearest.txt").write_text("\n".join(lines) + "\n")
