values = [42, -7, 3.5, "text", True, 10**20, -0.0]
for spec in ("", "10", "<10", ">10", "^10", "*^11", "010", "=10", "+", " "):
    shown = []
    for value in values:
        try:
            shown.append(format(value, spec))
        except ValueError as error:
            shown.append(f"({error})")
    print(repr(spec), shown)
for value, spec in ((5, "s"), ("a", "d"), (1.5, "d"), (1, "z"), ("a", "+"), ([], "5"), (None, ">5"),
                    (1, ".2"), (2**80, "c"), ("x", ","), (3, "10,5"), (1.5, "x"), (1, ",x")):
    try:
        print(repr(format(value, spec)))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
