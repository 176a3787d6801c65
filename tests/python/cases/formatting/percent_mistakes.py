cases = [
    ("%d", "x"), ("%d %d", (1,)), ("%d", (1, 2)), ("%z", 1), ("%(a)s", (1,)), ("%(a)s", {"b": 1}),
    ("%", 1), ("%c", "ab"), ("%c", -1), ("%c", 1.5), ("%x", 1.5), ("%f", "1"), ("%s", ()), ("%*d", ("a", 1)),
    ("%d", None), ("%(a", {"a": 1}), ("none", 1), ("none", {"a": 1}), ("none", ()), ("none", []),
]
for form, value in cases:
    try:
        print(repr(form % value))
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(form, type(error).__name__, error)
