for text, base in (
    ("12", 10), ("-ff", 16), ("0o17", 0), ("0x1F", 16), ("0b11", 2), ("1_000", 10), ("z", 36),
    (" 42\n", 10), ("+7", 10), ("", 10), ("1__0", 10), ("_1", 10), ("0x", 16), ("12", 2),
    ("9", 8), ("010", 0), ("010", 10), ("1e3", 10), ("1.5", 10), ("٣٤", 10), ("ff", 1), ("1", 37),
    ("- 1", 10), ("--1", 10), ("0b12", 0), ("x" * 30, 10),
):
    try:
        print(repr(text), base, int(text, base))
    except ValueError as error:
        print(type(error).__name__, error)
for value in (None, [], "x", b"12", b"x", float("inf"), float("nan"), 2.9, -2.9, object):
    try:
        print(int(value))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
try:
    int(5, 10)
except TypeError as error:
    print(error)
