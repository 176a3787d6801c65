def show(error):
    parts = []
    while error is not None:
        parts.append(f"{type(error).__name__}({error}) cause={error.__cause__!r} "
                     f"suppress={error.__suppress_context__}")
        error = error.__context__
    print("\n  ".join(parts))

try:
    try:
        1 / 0
    except ZeroDivisionError:
        {}["k"]
except KeyError as error:
    show(error)
try:
    try:
        raise ValueError("a")
    finally:
        raise TypeError("b")
except TypeError as error:
    show(error)
try:
    try:
        raise ValueError("a")
    except ValueError as error:
        raise KeyError("b") from error
except KeyError as error:
    show(error)
try:
    try:
        raise ValueError("a")
    except ValueError:
        raise KeyError("c") from None
except KeyError as error:
    show(error)
try:
    raise IndexError("lonely")
except IndexError as error:
    show(error)
try:
    raise KeyError("x") from OSError
except KeyError as error:
    show(error)
