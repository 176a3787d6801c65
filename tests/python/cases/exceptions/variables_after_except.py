error = "before"
try:
    raise ValueError
except ValueError as error:
    inside = error
try:
    error
except NameError as e:
    print(e)
print(repr(inside))

def local():
    err = 1
    try:
        raise KeyError
    except KeyError as err:
        pass
    try:
        return err
    except UnboundLocalError as e:
        return str(e)
print(local())

def loop():
    for i in range(2):
        try:
            raise ValueError(i)
        except ValueError as e:
            if i == 0:
                continue
            return repr(e)
print(loop())

def deleted():
    try:
        raise ValueError("d")
    except ValueError as e:
        del e
    return "fine"
print(deleted())
def rebound():
    try:
        raise ValueError("d")
    except ValueError as e:
        e = 5
    try:
        return e
    except UnboundLocalError as e:
        return "unbound"
print(rebound())
