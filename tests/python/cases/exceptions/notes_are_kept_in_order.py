e = ValueError("base")
print(hasattr(e, "__notes__"))
e.add_note("first")
e.add_note("second")
print(e.__notes__, e, repr(e))
try:
    e.add_note(5)
except TypeError as error:
    print(error)
try:
    try:
        raise e
    except ValueError as error:
        error.add_note("third")
        raise
except ValueError as error:
    print(error.__notes__, error is e)
