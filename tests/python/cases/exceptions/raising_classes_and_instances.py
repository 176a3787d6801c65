for thing in (ValueError, ValueError("text"), ValueError(), KeyError, KeyError("k")):
    try:
        raise thing
    except Exception as error:
        print(type(error).__name__, error.args, error is thing)
for bad in (5, "text", None, int, [ValueError]):
    try:
        raise bad
    except TypeError as error:
        print(error)
