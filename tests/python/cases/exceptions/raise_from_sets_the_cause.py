try:
    try:
        int("x")
    except ValueError as error:
        raise RuntimeError("wrapped") from error
except RuntimeError as error:
    print(error, "|", repr(error.__cause__), error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("new")
except KeyError as error:
    print(error, error.__cause__, repr(error.__context__))
try:
    raise ValueError("alone") from None
except ValueError as error:
    print(error.__cause__, error.__context__, error.__suppress_context__)
try:
    raise ValueError("x") from "not an exception"
except TypeError as error:
    print(error)
