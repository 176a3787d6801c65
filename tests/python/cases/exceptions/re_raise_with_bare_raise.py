def inner():
    try:
        raise ValueError("original")
    except ValueError:
        print("cleaning up")
        raise

try:
    inner()
except ValueError as error:
    print("outer", error)
try:
    try:
        {}["k"]
    except KeyError as error:
        raise error
except KeyError as error:
    print(repr(error))
try:
    raise
except RuntimeError as error:
    print(error)

def reraise_later():
    try:
        raise TypeError("first")
    except TypeError:
        try:
            raise ValueError("second")
        except ValueError:
            pass
        raise

try:
    reraise_later()
except TypeError as error:
    print(error)
