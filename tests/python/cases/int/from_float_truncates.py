for value in (0.0, 0.9, -0.9, 1.5, -1.5, 2.0 ** 31, 2.0 ** 53, -2.0 ** 63, 1e18, 1e22, 1e23, 1e100,
    -1.7976931348623157e308):
    print(int(value))
for text in ("inf", "-inf", "nan"):
    try:
        int(float(text))
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
