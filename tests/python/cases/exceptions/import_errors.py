try:
    from math import no_such_name
except ImportError as error:
    print(type(error).__name__,
        str(error).startswith("cannot import name 'no_such_name' from 'math'"))
