def returned():
    try:
        1 // 0
    except ZeroDivisionError as error:
        return error


def wrapped():
    try:
        {}["k"]
    except KeyError as error:
        return error, 1


def nested():
    for n in range(3):
        try:
            int("x" * n)
        except ValueError as error:
            try:
                raise KeyError(n)
            except KeyError as inner:
                return inner if n else error


print(repr(returned()), wrapped(), repr(nested()))
error = returned()
print(type(error).__name__, error)
