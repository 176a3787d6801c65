def kinds(name, *types):
    print("evaluating", name)
    return types

for raised in (KeyError("k"), TypeError("t"), None):
    try:
        print("body")
        if raised:
            raise raised
    except kinds("first", KeyError) as error:
        print("first", repr(error))
    except kinds("second", TypeError, OSError) as error:
        print("second", repr(error))
    else:
        print("else")
    finally:
        print("finally")
