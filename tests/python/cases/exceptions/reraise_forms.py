def bare():
    try:
        raise KeyError("bare")
    except KeyError:
        raise

def named():
    try:
        raise KeyError("named")
    except KeyError as error:
        raise error

def later():
    try:
        raise KeyError("later")
    except KeyError as error:
        saved = error
    raise saved

def nested():
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            raise ValueError("inner")
        except ValueError:
            pass
        raise

def helper():
    raise

def through_helper():
    try:
        raise KeyError("helper")
    except KeyError:
        helper()

for f in (bare, named, later, nested, through_helper):
    try:
        f()
    except KeyError as error:
        print(f.__name__, error, error.__context__)
try:
    helper()
except RuntimeError as error:
    print(error)
