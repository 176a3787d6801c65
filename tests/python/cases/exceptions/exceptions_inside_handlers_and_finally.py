try:
    try:
        raise ValueError("first")
    except ValueError:
        {}["second"]
except KeyError as error:
    print("handler raised", error, repr(error.__context__))
try:
    try:
        raise ValueError("first")
    finally:
        [][0]
except IndexError as error:
    print("finally raised", error, repr(error.__context__))
try:
    try:
        pass
    except ValueError:
        print("never")
    else:
        raise TypeError("from else")
except TypeError as error:
    print(error)
