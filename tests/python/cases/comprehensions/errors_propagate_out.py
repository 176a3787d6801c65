for f in (lambda: [1 / x for x in (1, 0)], lambda: {x: int(x) for x in "1a"},
    lambda: sum(1 // x for x in (2, 0)), lambda: [x for x in 5], lambda: [a for a, b in [(1,)]]):
    try:
        f()
    except (ZeroDivisionError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
